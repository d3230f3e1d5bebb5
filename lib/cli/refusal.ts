/** A command that can't be done, with the reason and the way on for the person who typed it; exit code 1. */
export class CommandRefusal extends Error {}

export function refuseCommand(text: string): never {
  throw new CommandRefusal(text);
}
