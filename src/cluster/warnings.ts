// RFC 7234, section 5.5: warn-code SP warn-agent SP quoted warn-text.
const warning = /\b\d{3} \S+ "((?:[^"\\]|\\.)*)"/g;

/** The texts of `Warning` headers, each once. */
export function warningTexts(headers: readonly string[]): string[] {
  const texts = headers.flatMap((header) =>
    // Node reads headers as latin1; the API server writes UTF-8.
    [...Buffer.from(header, 'latin1').toString('utf8').matchAll(warning)].map(([, text]) =>
      (text ?? '').replaceAll(/\\(.)/g, '$1'),
    ),
  );
  return [...new Set(texts)];
}
