import { describe, expect, it } from 'vitest';
import { entities } from '../../../shared/entities';
import { everything, listInputOf, readListQuery, type ListQuery, writeListQuery } from './list-query';

const place = { today: '2026-11-23', timeZone: 'Europe/London' };
const doctor = '64b000000000000000000001';

describe('a list in the address', () => {
  it('gives back the same text, order and filters when its link is opened', () => {
    const query: ListQuery = {
      text: 'müller & söhne',
      sort: { field: 'dateOfBirth', direction: 'descending' },
      filters: {
        sex: { kind: 'any', values: ['female', 'male'] },
        dateOfBirth: { kind: 'range', from: '1970-01-01' },
        doctors: { kind: 'any', values: [doctor] },
        city: { kind: 'contains', text: 'New York, a..b' },
        phone: { kind: 'isSet', isSet: false },
        userCreated: { kind: 'moving', span: 'last-12-months' },
      },
      removed: true,
    };
    const link = writeListQuery(query).toString();
    expect(readListQuery(entities.patients, new URLSearchParams(link))).toEqual(query);
  });

  it('asks of visits whether an account wrote them, and of nothing else', () => {
    const address = new URLSearchParams('createdBy=(any)');
    const query = readListQuery(entities.healthlogs, address);
    expect(writeListQuery(query).toString()).toBe(address.toString());
    expect(listInputOf(entities.healthlogs, query, place).filter).toEqual({ createdBy: { isSet: true } });
    expect(readListQuery(entities.healthlogs, new URLSearchParams(`createdBy=${doctor}`)).filters).toEqual(
      {},
    );
    expect(readListQuery(entities.patients, address).filters).toEqual({});
  });

  it('keeps an exact day as one value', () => {
    const address = writeListQuery({
      ...everything,
      filters: { date: { kind: 'range', from: '2026-11-23', to: '2026-11-23' } },
    });
    expect(address.toString()).toBe('date=2026-11-23');
    expect(readListQuery(entities.appointments, address).filters.date).toEqual({
      kind: 'range',
      from: '2026-11-23',
      to: '2026-11-23',
    });
  });

  it('leaves out what a spoilt link asks for and a list cannot do', () => {
    const link =
      'sex=dragon&dateOfBirth=yesterdayish..&doctors=$gt&slots=(any)&sort=-nothing&passwordHash=~a&q=x';
    expect(readListQuery(entities.patients, new URLSearchParams(link))).toEqual({ ...everything, text: 'x' });
    expect(readListQuery(entities.users, new URLSearchParams('passwordHash=~a')).filters).toEqual({});
  });
});

describe('what a list asks the database for', () => {
  it('reads days of an instant in the time zone of the clinic, both ends included', () => {
    const query = {
      ...everything,
      filters: { at: { kind: 'range', from: '2026-06-01', to: '2026-06-01' } as const },
    };
    expect(listInputOf(entities.auditentries, query, place).filter).toEqual({
      at: { from: new Date('2026-05-31T23:00:00.000Z'), to: new Date('2026-06-01T22:59:59.999Z') },
    });
  });

  it('counts moving days from today', () => {
    const query = { ...everything, filters: { date: { kind: 'moving', span: 'last-7-days' } as const } };
    expect(listInputOf(entities.appointments, query, place).filter).toEqual({
      date: { from: '2026-11-17', to: '2026-11-23' },
    });
  });

  it('orders by the chosen column first and by the usual order among equals', () => {
    const query = { ...everything, sort: { field: 'firstname', direction: 'descending' } as const };
    expect(listInputOf(entities.patients, query, place).sort).toEqual([
      { field: 'firstname', direction: 'descending' },
      { field: 'lastname', direction: 'ascending' },
    ]);
  });

  it('sends numbers as numbers', () => {
    const query = { ...everything, filters: { minutes: { kind: 'range', from: '20' } as const } };
    expect(listInputOf(entities.appointments, query, place).filter).toEqual({ minutes: { from: 20 } });
  });
});
