/** What people call what is held: a part of patterns. */
export const WORKS =
  '(?:papers?|preprints?|publications?|articles?|works?|stud(?:y|ies)|research|stuff)';
