import { OverwriteType, PermissionFlagsBits as Permission } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { type PostingStage, setPostingStage } from './posting-stage.ts';

/** Makes a channel that some see and others do not, and waits until the bot knows of it. */
async function channelSeenBy(
  { client, discord }: PostingStage,
  name: string,
  seenBy: readonly { readonly id: string; readonly type: OverwriteType }[],
): Promise<string> {
  const known = new Promise((resolve) => client.once('channelCreate', resolve));
  const view = String(Permission.ViewChannel);
  const { id } = discord.admin.createChannel({
    name,
    overwrites: [
      { id: discord.world.cast.guild.id, type: OverwriteType.Role, allow: '0', deny: view },
      ...[...seenBy, { id: client.user.id, type: OverwriteType.Member }].map((each) => ({
        ...each,
        allow: view,
        deny: '0',
      })),
    ],
  });
  await known;
  return id;
}

async function changeGuild({ client, discord }: PostingStage, change: object): Promise<void> {
  const known = new Promise((resolve) => client.once('guildUpdate', resolve));
  discord.admin.changeGuild(discord.world.cast.guild.id, change);
  await known;
}

function tell({ notifier, discord }: PostingStage): Promise<boolean> {
  return notifier.tellAdmins(discord.world.cast.guild.id, 'Something is up.');
}

function contentsOf({ discord }: PostingStage, channelId: string): string[] {
  return discord.world.messagesIn(channelId).map(({ content }) => content);
}

describe('telling admins', () => {
  it('takes the channel in which Discord tells them of changes', async () => {
    await using stage = await setPostingStage();
    const { papers, alignment } = stage.discord.world.cast;
    await changeGuild(stage, {
      public_updates_channel_id: alignment.id,
      system_channel_id: papers.id,
    });

    expect(await tell(stage)).toBe(true);

    expect(contentsOf(stage, alignment.id)).toEqual(['Something is up.']);
    expect(contentsOf(stage, papers.id)).toEqual([]);
  });

  it('takes a channel that only moderators see, before the one that everybody sees', async () => {
    await using stage = await setPostingStage();
    const { papers, member } = stage.discord.world.cast;
    const role = stage.discord.admin.createRole({
      name: 'Moderators',
      permissions: Permission.ModerateMembers,
    });
    const readers = stage.discord.admin.createRole({ name: 'Readers' });
    await changeGuild(stage, { system_channel_id: papers.id });
    const [club, ticket, moderators] = [
      await channelSeenBy(stage, 'club', [{ id: readers.id, type: OverwriteType.Role }]),
      await channelSeenBy(stage, 'ticket', [{ id: member.id, type: OverwriteType.Member }]),
      await channelSeenBy(stage, 'moderators', [{ id: role.id, type: OverwriteType.Role }]),
    ];

    await tell(stage);

    const contents = [club, ticket, papers.id, moderators].map((id) => contentsOf(stage, id));
    expect(contents).toEqual([[], [], [], ['Something is up.']]);
  });

  it('passes over channels where it may not write', async () => {
    await using stage = await setPostingStage();
    const { papers, alignment } = stage.discord.world.cast;
    const known = new Promise((resolve) => stage.client.once('channelUpdate', resolve));
    stage.discord.admin.deny(alignment.id, stage.client.user.id, Permission.SendMessages);
    await known;
    await changeGuild(stage, {
      public_updates_channel_id: alignment.id,
      system_channel_id: papers.id,
    });

    await tell(stage);

    expect(contentsOf(stage, papers.id)).toEqual(['Something is up.']);
  });

  it('writes to the owner when there is no such channel, and says which server it is about', async () => {
    await using stage = await setPostingStage();
    const { world } = stage.discord;

    expect(await tell(stage)).toBe(true);

    const direct = world.directChannel(world.cast.admin.id);
    expect(contentsOf(stage, direct.id)).toEqual(['About **Reading Room**:\nSomething is up.']);
  });

  it('says so when nobody can be told', async () => {
    await using stage = await setPostingStage();
    stage.discord.admin.setDirectMessages(stage.discord.world.cast.admin.id, false);

    expect(await tell(stage)).toBe(false);
    expect(await stage.notifier.tellAdmins('123456789012345678', 'Hello?')).toBe(false);
  });
});
