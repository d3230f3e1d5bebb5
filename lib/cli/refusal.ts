/** A command that can't be done, with the reason and the way on for the person who typed it. */
export class CommandRefusal extends Error {
  constructor(
    message: string,
    /** 1 refused or failed, 2 wrong usage. */
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}

export function refuseCommand(text: string): never {
  throw new CommandRefusal(text);
}

export function refuseUsage(text: string): never {
  throw new CommandRefusal(text, 2);
}
