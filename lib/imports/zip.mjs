import { FileProblem } from './workbook.mjs';

export const zipLimits = { unpacked: 400 * 1024 * 1024, entries: 5_000 };

/**
 * Looks at the sizes an archive claims, before anything is unpacked: a few kilobytes can promise terabytes. An archive
 * that lies about them meets the reader's heap and time caps.
 * @param {Uint8Array} bytes
 */
export function checkClaimedSizes(bytes) {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end < 0) throw new FileProblem('damaged');
  const count = view.getUint16(end + 10, true);
  if (count > zipLimits.entries) throw new FileProblem('tooBig');
  let [position, unpacked] = [view.getUint32(end + 16, true), 0];
  for (let entry = 0; entry < count; entry++) {
    if (position + 46 > view.byteLength || view.getUint32(position, true) !== 0x02014b50)
      throw new FileProblem('damaged');
    unpacked += view.getUint32(position + 24, true);
    if (unpacked > zipLimits.unpacked) throw new FileProblem('tooBig');
    position += 46;
    position +=
      view.getUint16(position - 18, true) + view.getUint16(position - 16, true) + view.getUint16(position - 14, true);
  }
}

/** @param {DataView} view */
function endOfDirectory(view) {
  const lowest = Math.max(0, view.byteLength - 22 - 65_535);
  for (let position = view.byteLength - 22; position >= lowest; position--)
    if (view.getUint32(position, true) === 0x06054b50) return position;
  return -1;
}
