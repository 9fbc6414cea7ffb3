import { PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { startLocalDiscord } from '../../../src/preview/local-discord/local-discord.ts';

describe('a person', () => {
  it('cannot write where they may not, nor more than Discord takes', async () => {
    const discord = await startLocalDiscord();
    const { member, papers, alignment } = discord.world.cast;
    discord.admin.deny(papers.id, member.id, Permission.SendMessages);
    const write = (channelId: string, content: string) =>
      discord.people.sendMessage({ user: member.id, channelId, content });

    await expect(write(papers.id, 'Hello')).rejects.toThrow('You may not write in this channel.');
    await expect(write(alignment.id, 'a'.repeat(2001))).rejects.toThrow('Invalid Form Body');
    await expect(write(alignment.id, 'Hello')).resolves.toMatchObject({ author: member });
    await discord.close();
  });

  it('sees what happens as it happens, until they look away', async () => {
    const discord = await startLocalDiscord();
    const { member, papers } = discord.world.cast;
    const seen: string[] = [];
    const stop = discord.on('message', ({ message }) => seen.push(message.content));
    const write = (content: string) =>
      discord.people.sendMessage({ user: member.id, channelId: papers.id, content });

    await write('One');
    stop();
    await write('Two');

    expect(seen).toEqual(['One']);
    await discord.close();
  });

  it('is told that the application did not respond when no bot is there', async () => {
    const discord = await startLocalDiscord({ responseDeadlineMs: 10 });
    const { member, papers } = discord.world.cast;
    const api = `${discord.apiUrl}/v10/applications/${discord.applicationId}/commands`;
    await fetch(api, {
      method: 'PUT',
      headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
      body: JSON.stringify([{ name: 'paper', description: 'Papers' }]),
    });

    const outcome = await discord.people.runCommand({
      user: member.id,
      channelId: papers.id,
      name: 'paper',
    });

    expect(outcome).toEqual({ kind: 'failed', reason: 'The application did not respond' });
    await discord.close();
  });
});
