/** Which view an address stands for. */
export type Place = { view: 'edit' } | { view: 'library' } | { view: 'read'; id: string; target: string };

/** The view of an address below `root`. */
export function readPlace({ pathname, search }: { pathname: string; search: string }, root: string): Place {
  const path = pathname.startsWith(root) ? pathname.slice(root.length) : '';
  if (path === 'library') return { view: 'library' };
  const id = /^a\/([^/]+)$/.exec(path)?.[1];
  if (id === undefined) return { view: 'edit' };
  return { view: 'read', id: decodeURIComponent(id), target: new URLSearchParams(search).get('target') ?? 'en' };
}

/** The lasting address of an article in one language. */
export function articleAddress(root: string, id: string, target: string): string {
  return `${root}a/${encodeURIComponent(id)}?${new URLSearchParams({ target })}`;
}
