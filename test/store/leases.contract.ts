import { describe, expect, it } from 'vitest';
import { NOW } from './samples.ts';
import type { StoresUnderTest } from './store-under-test.ts';

const TTL_MS = 60_000;

export function describeLeases({ open }: StoresUnderTest): void {
  describe('leases', () => {
    it('lets one holder have a lease until it runs out', async () => {
      const { leases } = await open();
      const acquire = (holder: string, now: number) =>
        leases.acquire('poller', { holder, now, ttlMs: TTL_MS });

      const first = await acquire('a', NOW);

      expect(first).toEqual({ name: 'poller', holder: 'a', token: 1, expiresAt: NOW + TTL_MS });
      expect(await acquire('b', NOW + TTL_MS - 1)).toBeUndefined();
      expect(await acquire('b', NOW + TTL_MS)).toMatchObject({ holder: 'b', token: 2 });
      expect(await acquire('a', NOW + TTL_MS)).toBeUndefined();
    });

    it('keeps leases of different names apart', async () => {
      const { leases } = await open();
      await leases.acquire('poller', { holder: 'a', now: NOW, ttlMs: TTL_MS });

      const other = await leases.acquire('cleaner', { holder: 'b', now: NOW, ttlMs: TTL_MS });

      expect(other).toMatchObject({ name: 'cleaner', holder: 'b' });
    });

    it('makes a lease longer for its holder, under the same token', async () => {
      const { leases } = await open();
      const lease = (await leases.acquire('poller', { holder: 'a', now: NOW, ttlMs: TTL_MS }))!;

      const asked = await leases.acquire('poller', {
        holder: 'a',
        now: NOW + 40_000,
        ttlMs: TTL_MS,
      });

      expect(asked).toEqual({ ...lease, expiresAt: NOW + 100_000 });
    });

    it('tells who slept through the end that the lease is lost', async () => {
      const { leases } = await open();
      const lost = (await leases.acquire('poller', { holder: 'a', now: NOW, ttlMs: TTL_MS }))!;
      const later = NOW + 2 * TTL_MS;
      await leases.acquire('poller', { holder: 'b', now: later, ttlMs: TTL_MS });

      expect(await leases.isHeld(lost, later)).toBe(false);
      await leases.release(lost);
      expect(
        await leases.acquire('poller', { holder: 'c', now: later, ttlMs: TTL_MS }),
      ).toBeUndefined();
    });

    it('gives a lease that was released to the next who asks', async () => {
      const { leases } = await open();
      const lease = (await leases.acquire('poller', { holder: 'a', now: NOW, ttlMs: TTL_MS }))!;
      const heldBefore = await leases.isHeld(lease, NOW);

      await leases.release(lease);

      expect(heldBefore).toBe(true);
      expect(await leases.isHeld(lease, NOW)).toBe(false);
      expect(
        await leases.acquire('poller', { holder: 'b', now: NOW, ttlMs: TTL_MS }),
      ).toMatchObject({
        holder: 'b',
        token: 2,
      });
    });
  });
}
