import { describe, expect, it } from 'vitest';
import { findRoot } from '../../../src/feeds/documents/find-root.ts';

describe('findRoot', () => {
  it.each([
    ['<rss version="2.0"/>', 'rss'],
    ['\n<?xml version="1.0"?>\n<feed xmlns="…">', 'feed'],
    ['<!-- <html> --><?xml version="1.0"?><rdf:RDF>', 'rdf'],
    ['<!DOCTYPE rss [<!ENTITY id "<a>">\n]>\n<rss>', 'rss'],
    ['<!DOCTYPE rss SYSTEM "rss.dtd"><rss>', 'rss'],
    ['<OAI-PMH>', 'oai-pmh'],
  ])('finds the first element of %j', (text, name) => {
    expect(findRoot(text)).toBe(name);
  });

  it.each([
    ['', 'it is empty'],
    [' \n', 'it is empty'],
    ['<!doctype html><html lang="en">', 'it is a web page, not a feed'],
    ['<HTML>', 'it is a web page, not a feed'],
    ['{"error":"no"}', 'it is JSON, not XML'],
    ['Service unavailable', 'it is plain text, not XML'],
    ['<?xml version="1.0"?>', 'there is no element in it'],
    ['<!-- never closed', 'there is no element in it'],
    ['<!DOCTYPE rss [', 'there is no element in it'],
  ])('says what %j is instead', (text, reason) => {
    expect(() => findRoot(text)).toThrow(reason);
  });
});
