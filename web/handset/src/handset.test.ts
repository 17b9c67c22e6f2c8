import { describe, expect, test } from 'vitest';
import { differences } from '@kit/texts';
import { draw, preview } from './gsma';
import { intentOf } from './intent';
import { handsetTexts } from './texts';
import {
  concerns,
  curl,
  matches,
  millis,
  ordersOnWire,
  signatures,
  stopwatch,
  type WireRecord,
  gist,
  shortPath,
} from './wire';

const card = {
  generalPurposeCard: { layout: { cardOrientation: 'VERTICAL' }, content: { title: '待支付订单' } },
};

function record(change: Partial<WireRecord>): WireRecord {
  return {
    id: 1,
    at: '2026-11-23T04:00:00.000Z',
    tookMicros: 12_300,
    link: 'PLATFORM',
    from: 'merchant',
    to: 'platform',
    method: 'POST',
    url: 'http://127.0.0.1:8600/v1/payment-orders',
    status: 200,
    requestHeaders: {},
    requestBody: '{"merchantOrderNo":"M1"}',
    responseHeaders: {},
    responseBody: '{"payOrderNo":"P1","merchantOrderNo":"M1"}',
    subject: null,
    attempt: 1,
    ...change,
  };
}

// @Clause("4-terminal")
describe('messages', () => {
  test('a_card_a_carousel_and_chips_are_drawn_as_what_they_are', () => {
    const kind = (content: unknown) => draw({ contentType: '', content })?.kind;
    expect(kind({ message: card })).toBe('card');
    expect(
      kind({ message: { generalPurposeCardCarousel: { content: [{ title: 'A' }, { title: 'B' }] } } }),
    ).toBe('carousel');
    expect(kind({ suggestions: [{ reply: { displayText: '好' } }] })).toBe('chips');
    expect(kind({ response: { reply: { displayText: '好', postback: { data: 'x' } } } })).toBe('tapped');
    expect(kind('你好')).toBe('text');
    expect(kind([{ type: 'file', url: 'https://m.example/a.pdf', fileName: 'a.pdf' }])).toBe('file');
    expect(kind({ sharedData: { deviceSpecifics: {} } })).toBeUndefined();
  });

  test('a_place_says_its_label', () => {
    expect(
      draw({ contentType: 'text/plain', content: 'geo:39.9,116.4;crs=gcj02;u=10;rcs-l=%E9%97%A8%E5%BA%97' }),
    ).toEqual({
      kind: 'place',
      latitude: 39.9,
      longitude: 116.4,
      label: '门店',
    });
  });

  test('content_that_nobody_knows_is_shown_rather_than_lost', () => {
    expect(draw({ contentType: 'x', content: { other: 1 } })).toEqual({ kind: 'text', text: '{"other":1}' });
  });

  test('a_conversation_is_previewed_by_its_words_or_its_title', () => {
    expect(preview([{ contentType: '', content: { message: card } }])).toBe('待支付订单');
    expect(preview([{ contentType: '', content: { suggestions: [] } }])).toBe('');
  });
});

describe('actions', () => {
  const open = (openUrl: object) =>
    intentOf({ displayText: '', urlAction: { openUrl: openUrl as { url: string } } });

  test('a_webview_opens_as_high_as_it_asks', () => {
    const url = 'http://localhost:8601/pay/P1';
    expect(open({ url, application: 'webview', viewMode: 'half' })).toEqual({
      kind: 'webview',
      url,
      share: 56,
    });
    expect(open({ url, application: 'webview', viewMode: 'TALL' })).toMatchObject({ share: 86 });
    expect(open({ url, application: 'webview' })).toMatchObject({ share: 100 });
    expect(open({ url })).toMatchObject({ kind: 'browser' });
  });

  test('a_link_to_a_chatbot_leads_to_its_conversation', () => {
    const service = '10650300@botplatform.rcs.chinaunicom.cn';
    const encoded = encodeURIComponent(service);
    expect(open({ url: `sms:${encoded}`, application: 'browser' })).toEqual({ kind: 'chat', service });
    expect(open({ url: `sms:+861065?service_id=${encoded}&body=hi` })).toEqual({ kind: 'chat', service });
    expect(open({ url: 'sms:+8613800138000' })).toEqual({ kind: 'unsupported' });
    expect(open({ url: 'sms:%E0%A4%A' })).toEqual({ kind: 'unsupported' });
  });

  test('an_address_that_is_no_page_is_not_opened', () => {
    expect(open({ url: 'javascript:alert(1)', application: 'webview' })).toEqual({ kind: 'unsupported' });
  });

  test('every_other_action_is_something_the_phone_asks_about', () => {
    const of = (action: object) => intentOf({ displayText: '', ...action }).kind;
    expect(of({ dialerAction: { dialPhoneNumber: { phoneNumber: '10086' } } })).toBe('dial');
    expect(
      of({ mapAction: { showLocation: { location: { latitude: 1, longitude: 2, label: '店' } } } }),
    ).toBe('map');
    expect(of({ mapAction: { requestLocationPush: {} } })).toBe('share-location');
    expect(of({ calendarAction: { createCalendarEvent: { startTime: '', endTime: '', title: '' } } })).toBe(
      'calendar',
    );
    expect(of({ composeAction: { composeTextMessage: { phoneNumber: '1', text: '' } } })).toBe('compose');
    expect(of({ composeAction: { composeRecordingMessage: { phoneNumber: '1', type: 'AUDIO' } } })).toBe(
      'record',
    );
    expect(of({ deviceAction: { requestDeviceSpecifics: {} } })).toBe('device');
    expect(of({ settingsAction: { enableDisplayedNotifications: {} } })).toBe('setting');
    expect(of({})).toBe('unsupported');
  });
});

describe('wire', () => {
  const place = record({});
  const order = ordersOnWire([place])[0];
  if (!order) throw new Error('an order expected');

  test('an_order_is_known_by_both_its_numbers', () => {
    expect(order).toMatchObject({ merchantOrderNo: 'M1', payOrderNo: 'P1' });
    expect(concerns(record({ link: 'CALLBACK', subject: 'P1' }), order)).toBe(true);
    expect(concerns(record({ requestBody: '{"a":"M1"}', responseBody: null }), order)).toBe(true);
    expect(concerns(record({ url: '/x', requestBody: null, responseBody: null, subject: 'P2' }), order)).toBe(
      false,
    );
    expect(ordersOnWire([record({ url: '/v1/payment-orders/query' })])).toEqual([]);
  });

  // @Clause("6.4-1", "6.4-2")
  test('the_stopwatch_runs_from_request_to_answer_and_from_result_to_message', () => {
    const told = record({
      id: 2,
      link: 'CARD',
      at: '2026-11-23T04:00:05.400Z',
      tookMicros: 20_000,
      subject: 'P1',
    });
    const early = record({ id: 3, link: 'CARD', at: '2026-11-23T04:00:01.000Z', subject: 'P1' });
    const paid = [{ at: '2026-11-23T04:00:05.100Z', kind: 'PAID' }];
    expect(stopwatch(order, [place, early, told], paid)).toEqual({
      requestToAnswerMillis: 12.3,
      resultToMessageMillis: 320,
    });
    const moved = [{ at: '2026-12-24T00:00:05.100Z', wallAt: '2026-11-23T04:00:05.100Z', kind: 'PAID' }];
    expect(stopwatch(order, [place, early, told], moved).resultToMessageMillis).toBe(320);
    expect(stopwatch(order, [place], [])).toEqual({
      requestToAnswerMillis: 12.3,
      resultToMessageMillis: null,
    });
  });

  test('records_are_found_by_link_order_and_text', () => {
    expect(matches(place, { link: 'BANK', order: null, text: '' })).toBe(false);
    expect(matches(place, { link: 'PLATFORM', order, text: 'payorderno' })).toBe(true);
    expect(matches(place, { link: null, order: null, text: 'nowhere' })).toBe(false);
  });

  test('an_exchange_says_in_a_few_words_what_it_came_to', () => {
    const of = (change: Partial<WireRecord>) => gist(record({ responseBody: null, ...change }));
    const sent = { messageList: [{ contentType: 'text/plain', contentText: '你好' }] };
    const tapped = { messageList: [{ contentText: { response: { reply: { displayText: '下单支付' } } } }] };
    expect(of({ link: 'OPERATOR', requestBody: JSON.stringify(sent) })).toBe('你好');
    expect(of({ link: 'OPERATOR', requestBody: tapped })).toBe('下单支付');
    expect(of({ link: 'OPERATOR', requestBody: { deliveryInfoList: [{ status: 'delivered' }] } })).toBe(
      'delivered',
    );
    expect(of({ link: 'CARD', requestBody: [{ contentType: '', content: { message: card } }] })).toBe(
      '待支付订单',
    );
    expect(of({ responseBody: '{"code":"order-paid"}' })).toBe('order-paid');
    expect(of({ link: 'INSTITUTION', responseBody: '{"orderStatus":"CREATED"}' })).toBe('CREATED');
    expect(
      of({
        link: 'INSTITUTION',
        requestBody: '{"orderStatus":"SUCCESS"}',
        responseBody: '{"noticeResult":"SUCCESS"}',
      }),
    ).toBe('SUCCESS → SUCCESS');
    expect(
      of({
        link: 'CALLBACK',
        requestBody: '{"orderStatus":"SUCCESS"}',
        responseBody: '{"noticeResult":"SUCCESS"}',
      }),
    ).toBe('SUCCESS → SUCCESS');
    expect(of({ link: 'BANK', responseBody: 'no json' })).toBe('');
    expect(shortPath(record({ url: '/bot/v1/sip%3A1065%40botplatform.example/messages' }))).toBe(
      '/bot/v1/sip:1065@…/messages',
    );
  });

  test('curl_quotes_for_the_shell', () => {
    const command = curl(
      record({
        requestHeaders: { Host: 'x', 'Signature-Input': `sig1=("@method")` },
        requestBody: `{"a":"it's"}`,
      }),
    );
    expect(command).toBe(
      [
        `curl -X POST 'http://127.0.0.1:8600/v1/payment-orders'`,
        `-H 'signature-input: sig1=("@method")'`,
        `--data-raw '{"a":"it'\\''s"}'`,
      ].join(' \\\n  '),
    );
  });

  test('how_a_request_and_its_answer_were_signed_is_read_from_the_headers', () => {
    const parameters = `("@method" "@authority" "@path" "@query" "content-digest");created=1700000000;keyid="k1";alg="ed25519";tag="maapay"`;
    const answer = `("@status" "@path";req "signature";req;key="sig1");created=1700000001;keyid="p1";tag="maapay-answer"`;
    const signed = record({
      requestHeaders: {
        'Signature-Input': `sig1=${parameters}`,
        'Content-Digest': 'sha-256=:aaa=:',
        Signature: 'sig1=:bbb=:',
      },
      responseHeaders: { 'signature-input': `sig1=${answer}` },
    });
    const [request] = signatures(signed, 'request');
    expect(request?.parameters).toEqual([
      ['created', '1700000000'],
      ['keyid', 'k1'],
      ['alg', 'ed25519'],
      ['tag', 'maapay'],
    ]);
    expect(request?.base.split('\n')).toEqual([
      '"@method": POST',
      '"@authority": 127.0.0.1:8600',
      '"@path": /v1/payment-orders',
      '"@query": ?',
      '"content-digest": sha-256=:aaa=:',
      `"@signature-params": ${parameters}`,
    ]);
    expect(signatures(signed, 'response')[0]?.base.split('\n')).toEqual([
      '"@status": 200',
      '"@path";req: /v1/payment-orders',
      '"signature";req;key="sig1": :bbb=:',
      `"@signature-params": ${answer}`,
    ]);
  });

  test('durations_are_written_with_their_unit', () => {
    expect([millis(900), millis(12_300), millis(2_500_000), millis(null)]).toEqual([
      '0.9 ms',
      '12 ms',
      '2.50 s',
      '',
    ]);
  });
});

test('both_languages_have_the_same_texts', () => {
  expect(differences(handsetTexts['zh-CN'], handsetTexts.en)).toEqual([]);
});
