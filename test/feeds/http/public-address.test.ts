import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import {
  createAddressGuard,
  isPublicAddress,
  type LookUp,
} from '../../../src/feeds/http/public-address.ts';
import { fc } from '../../fast-check.ts';

describe('isPublicAddress', () => {
  it.each(['8.8.8.8', '151.101.1.6', '2a00:1450:4001:830::200e', '::ffff:8.8.8.8'])(
    'takes %s for public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    ['this machine', '127.0.0.1'],
    ['this machine by IPv6', '::1'],
    ['this machine, mapped', '::ffff:127.0.0.1'],
    ['this machine, mapped in hexadecimal', '::ffff:7f00:1'],
    ['this machine in the old form', '::127.0.0.1'],
    ['no address', '0.0.0.0'],
    ['no address by IPv6', '::'],
    ['a private network', '10.1.2.3'],
    ['a private network', '172.31.255.255'],
    ['a private network', '192.168.0.1'],
    ['a private network by IPv6', 'fd00::1'],
    ['what is beside it', '169.254.169.254'],
    ['what is beside it by IPv6', 'fe80::1'],
    ['a provider’s network', '100.64.0.1'],
    ['many', '224.0.0.1'],
    ['many by IPv6', 'ff02::1'],
    ['everybody', '255.255.255.255'],
    ['a test network', '198.18.0.1'],
    ['a documented network', '2001:db8::1'],
    ['IPv4 behind NAT64', '64:ff9b::7f00:1'],
    ['IPv4 behind a local NAT64', '64:ff9b:1::a00:1'],
    ['IPv4 behind 6to4', '2002:7f00:1::'],
    ['IPv4 behind Teredo', '2001:0:7f00:1::'],
    ['nobody in particular', 'not-an-address'],
  ])('takes the address of %s, %s, for private', (_whose, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it('is not fooled by an IPv4 address in the clothes of IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address));
      }),
    );
  });
});

describe('the guard, by the address alone,', () => {
  it.each(['https://openai.com/feed.xml', 'http://example.org:8080/', 'https://[2a00:1450::1]/'])(
    'lets %s pass',
    (url) => {
      expect(() => createAddressGuard().check(new URL(url))).not.toThrow();
    },
  );

  it.each([
    ['http://127.0.0.1/', /127\.0\.0\.1 is no public address/],
    ['http://2130706433/', /127\.0\.0\.1 is no public address/],
    ['http://0x7f.1/', /127\.0\.0\.1 is no public address/],
    ['http://0177.0.0.1/', /127\.0\.0\.1 is no public address/],
    ['http://[::ffff:10.0.0.1]/', /is no public address/],
    ['http://169.254.169.254/latest/meta-data/', /is no public address/],
    ['ftp://example.org/', /only http and https/],
    ['file:///etc/passwd', /only http and https/],
    ['https://me:secret@example.org/', /name and password/],
    ['http://example.org:22/', /port 22/],
  ])('refuses %s and says why', (url, reason) => {
    expect(() => createAddressGuard().check(new URL(url))).toThrow(reason);
  });
});

describe('the guard, looking up a name,', () => {
  const found = (...addresses: LookupAddress[]): LookUp => {
    return (_hostname, _options, callback) => callback(null, addresses);
  };
  const resolve = (lookUp: LookUp, options: { all?: boolean }) =>
    new Promise((done, fail) => {
      createAddressGuard({ lookUp }).lookUp('feeds.example', options, (error, address, family) => {
        if (error) fail(error);
        else done({ address, family });
      });
    });

  it('hands on the very addresses that it has checked', async () => {
    const lookUp = found({ address: '8.8.8.8', family: 4 }, { address: '2a00::1', family: 6 });

    expect(await resolve(lookUp, { all: true })).toEqual({
      address: [
        { address: '8.8.8.8', family: 4 },
        { address: '2a00::1', family: 6 },
      ],
    });
    expect(await resolve(lookUp, {})).toEqual({ address: '8.8.8.8', family: 4 });
  });

  it('refuses a name as soon as one of its addresses is private', async () => {
    const lookUp = found({ address: '8.8.8.8', family: 4 }, { address: '10.0.0.1', family: 4 });

    await expect(resolve(lookUp, { all: true })).rejects.toThrow(
      'feeds.example is no public address',
    );
  });

  it('hands on that a name is not known', async () => {
    const lookUp: LookUp = (_hostname, _options, callback) =>
      callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), []);

    await expect(resolve(lookUp, {})).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });
});
