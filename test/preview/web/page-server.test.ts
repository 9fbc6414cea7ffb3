import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { MAX_FILE_BYTES } from '../../../src/preview/local-discord/file-limits.ts';
import { startLocalDiscord } from '../../../src/preview/local-discord/local-discord.ts';
import type { Place } from '../../../src/preview/web/protocol.ts';
import { startPageServer } from '../../../src/preview/web/start-page-server.ts';

async function start({ port = 0, key }: { port?: number; key?: string } = {}) {
  const discord = await startLocalDiscord();
  onTestFinished(() => discord.close());
  const server = await startPageServer({ discord, port, key });
  onTestFinished(() => server.close());
  const base = `http://127.0.0.1:${server.port}`;
  const enter = await fetch(server.url, { redirect: 'manual' });
  const setCookie = enter.headers.get('set-cookie') ?? '';
  return { discord, server, base, enter, setCookie, cookie: setCookie.split(';')[0] ?? '' };
}

/** A request with headers that `fetch` would not let one set. */
async function ask(address: string, headers: Record<string, string>): Promise<number | undefined> {
  const asked = request(address, { headers }).end();
  const [response] = await once(asked, 'response');
  response.resume();
  return response.statusCode;
}

describe('the server of the page', () => {
  it('lets in whoever brings the key, and takes it out of the address', async () => {
    const { enter, setCookie, base, cookie } = await start();

    expect(enter.status).toBe(303);
    expect(enter.headers.get('location')).toBe('/');
    expect(setCookie).toMatch(/HttpOnly; SameSite=Strict/);
    expect((await fetch(base, { headers: { cookie } })).status).toBe(200);
  });

  it.each(['/', '/main.js', '/main.css', '/?key=guessed'])(
    'keeps others out of %s',
    async (path) => {
      const { base } = await start();

      expect((await fetch(base + path)).status).toBe(403);
    },
  );

  it('answers to no other name than its own, whatever cookie comes along', async () => {
    const { base, cookie, server } = await start();

    expect(await ask(base, { cookie, host: `evil.example:${server.port}` })).toBe(403);
    expect(await ask(base, { cookie, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await ask(base, { cookie, origin: 'http://evil.example' })).toBe(403);
    expect(await ask(base, { cookie })).toBe(200);
  });

  it('allows scripts of its own alone, and no frame around it', async () => {
    const { base, cookie } = await start();

    const policy = (await fetch(base, { headers: { cookie } })).headers.get(
      'content-security-policy',
    );

    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it.each([
    { who: 'a page elsewhere', origin: 'http://evil.example', hasCookie: true },
    { who: 'somebody without the cookie', origin: undefined, hasCookie: false },
  ])('opens no live connection for $who', async ({ origin, hasCookie }) => {
    const { server, base, cookie } = await start();
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/live`, {
      headers: { ...(hasCookie && { cookie }) },
      origin: origin ?? base,
    });

    const [error] = await once(socket, 'error');

    expect(String(error)).toContain('403');
  });

  it('lets a page in again when a server of the same key takes its place', async () => {
    const key = 'a-key-of-32-characters-or-longer';
    const first = await start({ key });
    const { port } = first.server;
    await first.server.close();

    const second = await start({ port, key });
    const { cookie } = first;

    expect(second.server.url).toBe(first.server.url);
    expect((await fetch(second.base, { headers: { cookie } })).status).toBe(200);
  });

  it('refuses a key that could be guessed', async () => {
    await expect(start({ key: 'secret' })).rejects.toThrow('too short to be a secret');
  });

  it('takes the next port when its own is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const { port } = other.address() as { port: number };

    const { server } = await start({ port });

    expect(server.port).toBeGreaterThan(port);
  });

  it.each([
    { who: 'somebody without the cookie', origin: 'own', hasCookie: false },
    { who: 'a page elsewhere', origin: 'http://evil.example', hasCookie: true },
    { who: 'a form without an origin', origin: undefined, hasCookie: true },
  ])('takes no file from $who', async ({ origin, hasCookie }) => {
    const { base, cookie } = await start();

    const answer = await fetch(`${base}/uploads?name=a.txt`, {
      method: 'POST',
      headers: {
        ...(hasCookie && { cookie }),
        ...(origin !== undefined && { origin: origin === 'own' ? base : origin }),
      },
      body: 'a',
    });

    expect(answer.status).toBe(403);
  });

  it('takes files up to the size that Discord takes', async () => {
    const { base, cookie } = await start();
    const post = (bytes: number) =>
      fetch(`${base}/uploads?name=a.bin`, {
        method: 'POST',
        headers: { cookie, origin: base },
        body: new Uint8Array(bytes),
      });

    expect((await post(MAX_FILE_BYTES)).status).toBe(201);
    const refused = await post(MAX_FILE_BYTES + 1);
    expect([refused.status, await refused.text()]).toEqual([
      413,
      expect.stringContaining('too powerful'),
    ]);
  });

  it.each([
    { whom: 'the member', as: 'member', isMember: true },
    { whom: 'nobody who is there', as: '1', isMember: false },
  ])('lets a page that comes back go on as $whom', async ({ as, isMember }) => {
    const { server, base, cookie, discord } = await start();
    const { admin, member } = discord.world.cast;
    const id = as === 'member' ? member.id : as;
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/live?as=${id}`, {
      headers: { cookie },
      origin: base,
    });
    const heard: { readonly kind: string; readonly place?: Place }[] = [];
    socket.on('message', (frame) => heard.push(JSON.parse(String(frame))));
    while (heard.length < 2) await once(socket, 'message');
    socket.close();

    expect(heard[1]?.place?.viewer.id).toBe(isMember ? member.id : admin.id);
  });

  it('tells one person nothing that only another one sees', async () => {
    const { server, base, cookie, discord } = await start();
    const { admin, member, papers } = discord.world.cast;
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/live`, {
      headers: { cookie },
      origin: base,
    });
    const heard: { readonly kind: string }[] = [];
    socket.on('message', (frame) => heard.push(JSON.parse(String(frame))));
    await once(socket, 'message');

    await discord.people.sendMessage({ user: member.id, channelId: papers.id, content: 'hello' });
    discord.admin.deny(papers.id, member.id, 0x400n);
    socket.send(JSON.stringify({ id: 1, call: 'become', ask: { user: member.id } }));
    socket.send(JSON.stringify({ id: 2, call: 'open', ask: { channelId: papers.id } }));
    while (!heard.some((each) => 'id' in each && each.id === 2)) await once(socket, 'message');

    expect(heard.at(-1)).toEqual({ kind: 'refusal', id: 2, reason: 'You cannot see this.' });
    expect(heard.some(({ kind }) => kind === 'message')).toBe(true);
    expect(admin.id).not.toBe(member.id);
    socket.close();
  });
});
