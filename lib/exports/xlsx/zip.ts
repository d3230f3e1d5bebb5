import { constants, crc32, deflateRawSync } from 'node:zlib';

/** Text is compressed in pieces of about this size, so that a long sheet is never held as a whole. */
const pieceSize = 256 * 1024;

type Entry = { name: string; crc: number; packed: number; plain: number; offset: number };

/** Writes a zip archive, entry by entry, into memory. Synchronous: it runs in the export's own thread. */
export function zipWriter() {
  const chunks: Buffer[] = [];
  const entries: Entry[] = [];
  let offset = 0;
  const push = (chunk: Buffer) => {
    chunks.push(chunk);
    offset += chunk.length;
  };

  return {
    add(name: string, texts: Iterable<string>): void {
      const packed: Buffer[] = [];
      const entry = { name, crc: 0, packed: 0, plain: 0, offset };
      const pack = (text: string, finishFlush: number) => {
        const plain = Buffer.from(text);
        // Pieces that end in a sync flush are whole bytes: one after the other they are one deflate stream.
        const piece = deflateRawSync(plain, { level: 5, finishFlush });
        entry.crc = crc32(plain, entry.crc);
        entry.plain += plain.length;
        entry.packed += piece.length;
        packed.push(piece);
      };
      let waiting = '';
      for (const text of texts) {
        waiting += text;
        if (waiting.length < pieceSize) continue;
        pack(waiting, constants.Z_SYNC_FLUSH);
        waiting = '';
      }
      pack(waiting, constants.Z_FINISH);
      push(header(0x04034b50, entry));
      for (const piece of packed) push(piece);
      entries.push(entry);
    },

    finish(): Buffer {
      const start = offset;
      for (const entry of entries) push(header(0x02014b50, entry));
      const end = Buffer.alloc(22);
      end.writeUInt32LE(0x06054b50, 0);
      end.writeUInt16LE(entries.length, 8);
      end.writeUInt16LE(entries.length, 10);
      end.writeUInt32LE(offset - start, 12);
      end.writeUInt32LE(start, 16);
      push(end);
      return Buffer.concat(chunks);
    },
  };
}

/** An entry's local header, or its line in the central directory: the same fields, the latter with a few more. */
function header(signature: 0x04034b50 | 0x02014b50, entry: Entry): Buffer {
  const isCentral = signature === 0x02014b50;
  const name = Buffer.from(entry.name);
  const fields = Buffer.alloc(isCentral ? 46 : 30);
  fields.writeUInt32LE(signature, 0);
  let at = 4;
  if (isCentral) at = fields.writeUInt16LE(20, at); // made by: 2.0
  at = fields.writeUInt16LE(20, at); // needed: 2.0
  at = fields.writeUInt16LE(0x0800, at); // names are UTF-8
  at = fields.writeUInt16LE(8, at); // deflated
  at = fields.writeUInt16LE(0, at); // 00:00
  at = fields.writeUInt16LE(0x21, at); // 1980-01-01: the same content makes the same file
  at = fields.writeUInt32LE(entry.crc, at);
  at = fields.writeUInt32LE(entry.packed, at);
  at = fields.writeUInt32LE(entry.plain, at);
  fields.writeUInt16LE(name.length, at);
  if (isCentral) fields.writeUInt32LE(entry.offset, 42);
  return Buffer.concat([fields, name]);
}
