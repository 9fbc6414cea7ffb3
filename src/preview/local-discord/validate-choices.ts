import { z } from 'zod';
import { list, parseForm, text } from './form.ts';

const MAX_CHOICES = 25;

const suggestions = z.object({
  choices: list(
    z.object({ name: text(1, 100), value: z.union([text(1, 100), z.number()]) }),
    0,
    MAX_CHOICES,
  ),
});

/** One suggestion under an option being typed. */
export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** @throws {ApiError} `Invalid Form Body` */
export function validateChoices(body: unknown): Choice[] {
  return parseForm(suggestions, body).choices;
}
