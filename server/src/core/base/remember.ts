/**
 * Adds to a list of answers that are tried in turn. A list that is full begins anew: in an editor most of what it holds is
 * about versions that are gone.
 */
export function remember<T>(known: T[], answer: T, most: number): void {
  if (known.length >= most) known.length = 0;
  known.push(answer);
}
