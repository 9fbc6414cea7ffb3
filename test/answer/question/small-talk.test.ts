import { describe, expect, it } from 'vitest';
import { smallTalkKind, withoutGreeting } from '../../../src/answer/question/small-talk.ts';

describe('smallTalkKind', () => {
  it.each([
    ['hello', 'greeting'],
    ['Hey everyone!', 'greeting'],
    ['good morning 👋', 'greeting'],
    ['', 'greeting'],
    ['🎉🎉', 'greeting'],
    ['thanks a lot!', 'thanks'],
    ['ok cool, thank you so much', 'thanks'],
    ['bye bye', 'farewell'],
    ['help', 'help'],
    ['what can you do?', 'help'],
    ['How do I use this bot?', 'help'],
    ['who made you?', 'help'],
    ["what's your name?", 'help'],
    ['What is your name', 'help'],
    ['are you a robot?', 'help'],
    ['are you human', 'help'],
    ['how many papers do you have?', 'help'],
    ['what papers do you know?', 'help'],
  ])('hears in “%s” a %s', (text, kind) => {
    expect(smallTalkKind(text)).toBe(kind);
  });

  it.each([
    'hi, what is DPO?',
    'thanks, and on smaller models?',
    'hey im new to rlhf, what should i read first?',
    'help with reward hacking',
    'good reward models',
    'how many papers do you have on robots?',
    'what papers do you have on DPO?',
    'are you sure that DPO is stable?',
    'text to music generation',
  ])('hears a question in “%s”', (text) => {
    expect(smallTalkKind(text)).toBeUndefined();
  });
});

describe('withoutGreeting', () => {
  it.each([
    ['hi, what is DPO?', 'what is DPO?'],
    ['Thanks a lot! And on smaller models?', 'And on smaller models?'],
    ['high rewards', 'high rewards'],
    ['hello world models', 'hello world models'],
  ])('makes “%s” into “%s”', (text, question) => {
    expect(withoutGreeting(text)).toBe(question);
  });
});
