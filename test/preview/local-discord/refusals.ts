import { ApiError, type FormErrors } from '../../../src/preview/local-discord/api-error.ts';

/** What a check refuses, each as `path[CODE]` or, for the whole request, as its code; or nothing. */
export function refusals(check: () => unknown): string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return error.errors === undefined ? [String(error.code)] : flatten(error.errors);
  }
}

function flatten(errors: FormErrors, path = ''): string[] {
  return Object.entries(errors).flatMap(([key, inner]) =>
    Array.isArray(inner)
      ? inner.map(({ code }) => `${path}[${code}]`)
      : flatten(inner, path === '' ? key : `${path}.${key}`),
  );
}
