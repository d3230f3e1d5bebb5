'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useFormState } from '@/components/ui/form';
import { yuan } from '@/lib/format';
import {
  amountIn,
  blockText,
  type CellRange,
  type Corner,
  changesOf,
  isWithin,
  layBlock,
  type Opened,
  parseBlock,
  parseCell,
  placeOf,
  type TargetGrid,
  type TargetRow,
} from '@/lib/targets/grid';
import { rowsOf, type SplitAsked, type SplitProblem, splitIn } from '@/lib/targets/split';
import { fill, type Texts } from './texts';

type Typed = Record<string, string>;
export type Sheet = ReturnType<typeof useSheet>;

/**
 * What is typed over the stored sheet and not saved: by hand, pasted or split, each step to be taken back. Drafts come in
 * with the amounts they were typed over, so that what others saved meanwhile is noticed (R42).
 */
export function useSheet(grid: TargetGrid, texts: Texts) {
  const { state, touched } = useFormState();
  const router = useRouter();
  const [typed, setTyped] = useState<Typed>(() => cellsOf(state.values));
  const [past, setPast] = useState<{ step: string; typed: Typed }[]>([]);
  /** What cells of a draft held when they were typed over. */
  const [carried, setCarried] = useState<Record<string, number | null>>({});
  const [note, setNote] = useState<string | null>(null);
  const [range, setRange] = useState<CellRange | null>(null);
  const atFocus = useRef<{ name: string; text: string | undefined } | null>(null);

  useEffect(() => {
    setNote(null);
    if (state.status === 'done') {
      setTyped({});
      setCarried({});
      setPast([]);
    } else if (state.status === 'refused') {
      // What others saved meanwhile comes in; what was typed stays, so that saving again is a decision.
      setCarried({});
      router.refresh();
    } else if (state.status === 'idle' && state.answer > 0) {
      const draft = draftOf(state.values);
      setTyped(draft.typed);
      setCarried(draft.carried);
      setPast([]);
    }
  }, [state, router]);

  const rows = rowsOf(grid);
  const names = rows.map((row) => grid.months.map((month, at) => (row.open[at] ? `${row.id}.${month}` : null)));
  const opened = openedOf(grid, rows, carried);
  const { changes } = changesOf(typed, opened);
  const dirty = new Set(changes.map((change) => change.name));
  const amount = (row: TargetRow, position: number) => amountIn(typed, grid, row, position);

  /** Changes of one step follow each other under one name and are taken back together. */
  function put(step: string, cells: Typed) {
    if (past.at(-1)?.step !== step) setPast([...past, { step, typed }]);
    setTyped({ ...typed, ...cells });
    setNote(null);
    touched();
  }
  function undo() {
    setTyped(past.at(-1)?.typed ?? {});
    setPast(past.slice(0, -1));
    setNote(null);
    touched();
  }

  const text = (row: TargetRow, position: number) => {
    const fen = row.cells[position];
    return typed[`${row.id}.${grid.months[position]}`] ?? (fen == null ? '' : yuan(fen));
  };
  const cornerOf = (name: string): Corner => {
    const row = names.findIndex((line) => line.includes(name));
    return { row, column: names[row]?.indexOf(name) ?? -1 };
  };

  return {
    grid,
    texts,
    names,
    opened,
    dirty,
    amount,
    note,
    canUndo: past.length > 0,
    undo,
    text,
    range,
    isInRange: (row: TargetRow, position: number) =>
      range !== null && isWithin({ row: rows.indexOf(row), column: position }, range),
    clearRange: () => setRange(null),
    /** Draws a block from the focused cell to another, or moves its far corner by a step. */
    reach: (from: string, to: string | [number, number]) => {
      const start = cornerOf(from);
      const end = range?.to ?? start;
      const corner = typeof to === 'string' ? cornerOf(to) : { row: end.row + to[0], column: end.column + to[1] };
      const isInside = rows[corner.row] !== undefined && grid.months[corner.column] !== undefined;
      if (isInside) setRange({ from: start, to: corner });
    },
    copyRange: (): string | null =>
      range &&
      blockText(
        rows.map((row) => grid.months.map((_, position) => text(row, position))),
        range,
      ),
    emptyRange: () => {
      if (!range) return;
      const cells = names.flatMap((line, row) =>
        line.flatMap((name, column) => (name && isWithin({ row, column }, range) ? [[name, '']] : [])),
      );
      put(`empty ${past.length}`, Object.fromEntries(cells));
    },
    problem: (name: string) => {
      const cell = parseCell(typed[name] ?? '');
      if ('problem' in cell) return texts.problem[cell.problem];
      return dirty.has(name) ? state.errors[name]?.join('；') : undefined;
    },
    type: (name: string, value: string) => {
      setRange(null);
      put(name, { [name]: value });
    },
    focus: (name: string) => {
      setRange(null);
      atFocus.current = { name, text: typed[name] };
    },
    /** Escape: the cell holds again what it held when it was entered. */
    revert: (name: string) => {
      const before = atFocus.current;
      if (before?.name !== name || typed[name] === before.text) return;
      const { [name]: _, ...others } = typed;
      setTyped(before.text === undefined ? others : { ...others, [name]: before.text });
      touched();
    },
    paste: (name: string, block: string) => {
      const laid = layBlock(names, name, parseBlock(block));
      if ('typed' in laid) put(`paste ${past.length}`, laid.typed);
      else setNote(fill(texts.paste[laid.problem.key], { ...laid.problem }));
    },
    /** Puts a split into the sheet as unsaved changes; else says why not. */
    split: (asked: SplitAsked): SplitProblem | null => {
      const split = splitIn(grid, amount, asked);
      if ('problem' in split) return split.problem;
      const cells = Object.entries(split.cells).map(([name, fen]) => [name, yuan(fen)]);
      put(`split ${past.length}`, Object.fromEntries(cells));
      setNote(fill(texts.split.filled, { count: cells.length }));
      return null;
    },
  };
}

function openedOf(grid: TargetGrid, rows: TargetRow[], carried: Record<string, number | null>): Opened {
  const opened: Opened = {};
  for (const row of rows)
    for (const [position, month] of grid.months.entries()) {
      const name = `${row.id}.${month}`;
      const fen = name in carried ? carried[name] : row.cells[position];
      if (row.open[position] && fen != null) opened[name] = fen;
    }
  return opened;
}

const cellsOf = (values: Record<string, string | string[]>): Typed =>
  Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && placeOf(entry[0]) !== null,
    ),
  );

/** A draft holds the whole sheet; only what was typed over comes back, with what stood there then. */
function draftOf(values: Record<string, string | string[]>) {
  const opened = typeof values.opened === 'string' ? (JSON.parse(values.opened) as Opened) : {};
  const cells = cellsOf(values);
  const { changes, refused } = changesOf(cells, opened);
  const names = [...changes, ...refused].map(({ name }) => name);
  return {
    typed: Object.fromEntries(names.map((name) => [name, cells[name] ?? ''])),
    carried: Object.fromEntries(names.map((name) => [name, opened[name] ?? null])),
  };
}
