import { describe, expect, it } from 'vitest';
import { checkReading } from '../../../shared/rules/readings/values';
import { exampleRequest } from './TokenDialog';

const now = new Date('2026-11-23T09:42:31.500Z');
const sent = (isForMany: boolean): Record<string, unknown> => {
  const text = exampleRequest({ origin: 'http://127.0.0.1:4000', token: 'id.secret', isForMany, now });
  const [, body = ''] = /-d '(.*)'$/.exec(text) ?? [];
  return JSON.parse(body).readings[0];
};

describe('the example beside the token of a device', () => {
  it('is of the last whole minute, and nothing that would be refused', () => {
    const { takenAt, ...reading } = sent(false);
    expect(takenAt).toBe('2026-11-23T09:42:00Z');
    const given = { ...reading, takenAt: new Date(String(takenAt)) } as Parameters<typeof checkReading>[0];
    expect(checkReading(given, now)).toHaveProperty('kept');
  });

  it('names no patient of a sensor, and of a gateway leaves a place for the record number', () => {
    expect(sent(false)).not.toHaveProperty('recordNumber');
    expect(sent(true)).toHaveProperty('recordNumber', 'RECORD-NUMBER');
  });
});
