/** What Discord's client would not let a person send, in a sentence for that person. */
export class InvalidInput extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidInput';
  }
}
