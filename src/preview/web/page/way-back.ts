/** What the browser keeps of a place that one has been to. */
interface Visit {
  readonly channelId: string;
}

/** Notes where one goes, so that the browser's buttons lead back to channels, as in Discord. */
export function noteVisit(channelId: string): void {
  const last = visitOf(history.state);
  if (last?.channelId === channelId) return;
  const visit: Visit = { channelId };
  if (last === undefined) history.replaceState(visit, '');
  else history.pushState(visit, '');
}

/** Tells of every channel that the browser's buttons lead to. */
export function onReturn(open: (channelId: string) => void): void {
  addEventListener('popstate', (event) => {
    const visit = visitOf(event.state);
    if (visit !== undefined) open(visit.channelId);
  });
}

function visitOf(state: unknown): Visit | undefined {
  const channelId = (state as Partial<Visit> | null)?.channelId;
  return channelId === undefined ? undefined : { channelId };
}
