import { ContainerBuilder, type Interaction, MessageFlags, TextDisplayBuilder } from 'discord.js';
import { ComponentType, MessageFlags as Flags } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { LocalDiscord } from '../../../src/preview/local-discord/local-discord.ts';
import { botThatAnswers, codeOf, isCommand, search } from './answering-bot.ts';

describe('a command', () => {
  it('gets a reply', async () => {
    await using bot = await botThatAnswers((interaction) => {
      const { options } = isCommand(interaction);
      return isCommand(interaction).reply(`Looked for ${options.getString('query')}`);
    });

    const outcome = await search(bot.discord);

    expect(outcome).toMatchObject({
      kind: 'message',
      ephemeral: false,
      edits: 0,
      followUps: [],
      message: { content: 'Looked for dpo', author: bot.discord.world.bot, type: 20 },
    });
  });

  it('gets a deferred reply, which is shown when it is edited', async () => {
    await using bot = await botThatAnswers(async (interaction) => {
      await isCommand(interaction).deferReply();
      await isCommand(interaction).editReply({
        components: [
          new ContainerBuilder().addTextDisplayComponents(
            new TextDisplayBuilder().setContent('Hi'),
          ),
        ],
        flags: MessageFlags.IsComponentsV2,
      });
    });
    const shown: (number | undefined)[] = [];
    bot.discord.on('message', ({ message }) => shown.push(message.flags));
    bot.discord.on('messageUpdate', ({ message }) => shown.push(message.flags));

    const outcome = await search(bot.discord);

    expect(outcome).toMatchObject({
      kind: 'message',
      edits: 1,
      message: {
        content: '',
        flags: Flags.IsComponentsV2,
        edited_timestamp: null,
        components: [{ type: ComponentType.Container, id: 1, components: [{ id: 2 }] }],
      },
    });
    expect(shown).toEqual([Flags.Loading, Flags.IsComponentsV2]);
  });

  it('gets an ephemeral reply, which only the person sees', async () => {
    await using bot = await botThatAnswers(async (interaction) => {
      await isCommand(interaction).deferReply({ flags: MessageFlags.Ephemeral });
      await isCommand(interaction).editReply('Psst');
    });
    const { cast } = bot.discord.world;

    const outcome = await search(bot.discord);

    expect(outcome).toMatchObject({ kind: 'message', ephemeral: true });
    expect(bot.discord.world.messagesIn(cast.papers.id)).toEqual([]);
    expect(bot.discord.world.messagesIn(cast.papers.id, cast.admin.id)).toEqual([]);
    expect(bot.discord.world.messagesIn(cast.papers.id, cast.member.id)).toHaveLength(1);
  });

  it('gets follow-ups', async () => {
    await using bot = await botThatAnswers(async (interaction) => {
      await isCommand(interaction).reply('One');
      await isCommand(interaction).followUp({ content: 'Two', flags: MessageFlags.Ephemeral });
      await isCommand(interaction).followUp('Three');
    });

    const outcome = await search(bot.discord);
    await expect.poll(() => 'followUps' in outcome && outcome.followUps.length).toBe(2);

    expect(outcome).toMatchObject({
      followUps: [
        { content: 'Two', flags: Flags.Ephemeral },
        { content: 'Three', flags: 0, message_reference: {} },
      ],
    });
  });

  it('completes a deferred reply with its first follow-up', async () => {
    await using bot = await botThatAnswers(async (interaction) => {
      await isCommand(interaction).deferReply();
      await isCommand(interaction).followUp('Done');
    });

    const outcome = await search(bot.discord);

    expect(outcome).toMatchObject({ message: { content: 'Done', flags: 0 }, followUps: [] });
  });

  it('shows that a deferred reply was taken away', async () => {
    await using bot = await botThatAnswers(async (interaction) => {
      await isCommand(interaction).deferReply();
      await isCommand(interaction).deleteReply();
    });

    await expect(search(bot.discord)).resolves.toMatchObject({ kind: 'deleted' });
  });

  it('fails when the bot does not respond in time, and takes no late response', async () => {
    const late: Interaction[] = [];
    await using bot = await botThatAnswers((interaction) => late.push(interaction), {
      discord: { responseDeadlineMs: 20 },
    });

    const outcome = await search(bot.discord);
    const code = await codeOf(isCommand(late[0]).reply('Sorry'));

    expect(outcome).toEqual({ kind: 'failed', reason: 'The application did not respond' });
    expect(code).toBe(10062);
  });

  it('fails when the bot only ever thinks', async () => {
    await using bot = await botThatAnswers((interaction) => isCommand(interaction).deferReply(), {
      discord: { tokenLifeMs: 80 },
    });

    await expect(search(bot.discord)).resolves.toMatchObject({ kind: 'failed' });
  });

  it('cannot be answered twice', async () => {
    const codes: (number | string)[] = [];
    await using bot = await botThatAnswers(async (interaction) => {
      const { id, token } = interaction;
      const callback = { body: { type: 4, data: { content: 'Again' } }, auth: false } as const;
      await isCommand(interaction).reply('Once');
      codes.push(
        await codeOf(
          interaction.client.rest.post(`/interactions/${id}/${token}/callback`, callback),
        ),
      );
    });

    await search(bot.discord);

    await expect.poll(() => codes).toEqual([40060]);
  });

  it('cannot be followed up when its token is over', async () => {
    let time = 1_700_000_000_000;
    const answered: Interaction[] = [];
    await using bot = await botThatAnswers(
      async (interaction) => {
        await isCommand(interaction).reply('Found');
        answered.push(interaction);
      },
      { discord: { now: () => time } },
    );

    await search(bot.discord);
    await expect.poll(() => answered).toHaveLength(1);
    const interaction = isCommand(answered[0]);
    time += 15 * 60 * 1000;

    expect(await codeOf(interaction.followUp('Late'))).toBe(50027);
    expect(await codeOf(interaction.editReply('Late'))).toBe(50027);
  });

  it('is refused what Discord refuses, and may then be answered properly', async () => {
    const errors: string[] = [];
    await using bot = await botThatAnswers(async (interaction) => {
      try {
        await isCommand(interaction).reply('a'.repeat(2001));
      } catch (error) {
        errors.push((error as Error).message);
      }
      await isCommand(interaction).reply('Short');
    });

    await expect(search(bot.discord)).resolves.toMatchObject({ message: { content: 'Short' } });
    expect(errors).toEqual([
      'Invalid Form Body\ndata.content[BASE_TYPE_MAX_LENGTH]: Must be 2000 or fewer in length.',
    ]);
  });

  it('may be deferred with no flag but Ephemeral', async () => {
    const codes: (number | string)[] = [];
    await using bot = await botThatAnswers(async (interaction) => {
      const { id, token } = interaction;
      const body = { type: 5, data: { flags: Flags.IsComponentsV2 } };
      const path = `/interactions/${id}/${token}/callback` as const;
      codes.push(await codeOf(interaction.client.rest.post(path, { body, auth: false })));
      await isCommand(interaction).reply('Found');
    });

    await search(bot.discord);

    expect(codes).toEqual([50035]);
  });

  it('tells the bot what it needs to know', async () => {
    const seen: Interaction[] = [];
    await using bot = await botThatAnswers((interaction) => {
      seen.push(interaction);
      return isCommand(interaction).reply('Found');
    });
    const { cast } = bot.discord.world;

    await search(bot.discord);
    const interaction = isCommand(seen[0]);

    expect(interaction.id).toMatch(/^\d{17,19}$/);
    expect(interaction.inCachedGuild()).toBe(true);
    expect(interaction.channelId).toBe(cast.papers.id);
    expect(interaction.user.id).toBe(cast.member.id);
    expect(interaction.appPermissions.has('EmbedLinks')).toBe(true);
    expect(interaction.memberPermissions?.has('Administrator')).toBe(false);
    expect(interaction.context).toBe(0);
    expect(interaction.authorizingIntegrationOwners).toMatchObject({
      guildId: cast.guild.id,
      userId: null,
    });
    expect(interaction.entitlements.size).toBe(0);
    expect(interaction.locale).toBe('en-US');
  });

  it('works in a direct message', async () => {
    await using bot = await botThatAnswers((interaction) =>
      isCommand(interaction).reply(`Guild: ${interaction.guildId}`),
    );
    const { id } = bot.discord.world.directChannel(bot.discord.world.cast.member.id);

    await expect(search(bot.discord, 'dpo', id)).resolves.toMatchObject({
      message: { content: 'Guild: null', channel_id: id },
    });
  });

  it('has at most five follow-ups where only the person installed the application', async () => {
    const codes: (number | string)[] = [];
    await using bot = await botThatAnswers(async (interaction) => {
      await isCommand(interaction).reply('One');
      for (let index = 0; index < 6; index += 1) {
        codes.push(await codeOf(isCommand(interaction).followUp(`More ${index}`)));
      }
    });

    await search(bot.discord, 'dpo', bot.discord.world.cast.elsewhereChannel.id);

    await expect.poll(() => codes).toEqual(['none', 'none', 'none', 'none', 'none', 40094]);
  });
});

describe('autocomplete', () => {
  const suggest = (discord: LocalDiscord, query: string) =>
    discord.people.autocomplete({
      user: discord.world.cast.member.id,
      channelId: discord.world.cast.papers.id,
      name: 'paper',
      subcommand: 'search',
      values: { query },
      focused: 'query',
    });

  it('gives the suggestions for what was typed', async () => {
    await using bot = await botThatAnswers((interaction) => {
      if (!interaction.isAutocomplete()) return undefined;
      const { name, value } = interaction.options.getFocused(true);
      return interaction.respond([{ name: `${name} ${value}`, value: '2305.18290' }]);
    });

    await expect(suggest(bot.discord, 'dp')).resolves.toEqual([
      { name: 'query dp', value: '2305.18290' },
    ]);
  });

  it('rejects when the bot gives none', async () => {
    await using bot = await botThatAnswers(() => {}, { discord: { responseDeadlineMs: 20 } });

    await expect(suggest(bot.discord, 'dp')).rejects.toThrow('Loading options failed');
  });
});

describe('a message command', () => {
  it('tells the bot of the message, whoever wrote it', async () => {
    await using bot = await botThatAnswers((interaction) =>
      interaction.isMessageContextMenuCommand()
        ? interaction.reply(`Like: ${interaction.targetMessage.content}`)
        : undefined,
    );
    const { discord } = bot;
    const { admin, member, papers } = discord.world.cast;
    const content = 'Preference optimisation';
    const target = { user: admin.id, channelId: papers.id, content };
    const { id } = await discord.people.sendMessage(target);

    const outcome = await discord.people.runMessageCommand({
      user: member.id,
      name: 'Find papers like this',
      messageId: id,
    });

    expect(outcome).toMatchObject({ message: { content: `Like: ${content}`, type: 23 } });
  });
});
