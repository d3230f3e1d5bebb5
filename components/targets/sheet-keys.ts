import type { Sheet } from './use-sheet';

/**
 * Arrows and Enter go from cell to cell, past closed ones; with Shift, arrows draw a block to copy or to empty. Escape
 * takes a cell back, Ctrl+Z the last step.
 */
export function handleKey(event: React.KeyboardEvent<HTMLTableElement>, sheet: Sheet) {
  const input = event.target;
  // An input method's own keys are not ours; Safari tells by the key code only.
  if (!(input instanceof HTMLInputElement) || event.nativeEvent.isComposing || event.keyCode === 229) return;
  if (event.key === 'Escape') return sheet.range ? sheet.clearRange() : sheet.revert(input.name);
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !event.shiftKey && sheet.canUndo) {
    event.preventDefault();
    return sheet.undo();
  }
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const step = stepOf(event, input);
  if (sheet.range && (event.key === 'Delete' || event.key === 'Backspace')) {
    event.preventDefault();
    return sheet.emptyRange();
  }
  if (!step) return;
  event.preventDefault();
  if (event.shiftKey && event.key !== 'Enter') return sheet.reach(input.name, step);
  moveFocus(input, sheet.names, step);
}

/** Left and right move from a text's end only. */
function stepOf(event: React.KeyboardEvent, input: HTMLInputElement): [number, number] | null {
  const isAll = input.selectionStart === 0 && input.selectionEnd === input.value.length;
  switch (event.key) {
    case 'ArrowUp':
      return [-1, 0];
    case 'ArrowDown':
      return [1, 0];
    case 'Enter':
      return [event.shiftKey ? -1 : 1, 0];
    case 'ArrowLeft':
      return isAll || input.selectionEnd === 0 ? [0, -1] : null;
    case 'ArrowRight':
      return isAll || input.selectionStart === input.value.length ? [0, 1] : null;
    default:
      return null;
  }
}

function moveFocus(input: HTMLInputElement, names: Sheet['names'], [down, across]: [number, number]) {
  let row = names.findIndex((line) => line.includes(input.name));
  let column = names[row]?.indexOf(input.name) ?? -1;
  do {
    row += down;
    column += across;
  } while (names[row]?.[column] === null);
  const next = names[row]?.[column];
  const target = next && input.form?.elements.namedItem(next);
  if (target instanceof HTMLInputElement) {
    target.focus();
    target.select();
  }
}
