import type { MenuEntry, Part } from '../../handset/src/gsma.ts';
import { card, carousel, chips, page, picture, reply, words } from './cards.ts';
import type { Institution, MockOrder } from './institution.ts';

const goods = [
  { id: 'latte', name: '拿铁（大杯）', price: '18.00', about: '双份浓缩，配新鲜牛奶。' },
  { id: 'tea', name: '冰美式', price: '15.00', about: '深烘豆，加冰，清爽微苦。' },
  { id: 'cake', name: '黄油可颂', price: '12.50', about: '每天清晨现烤，外酥里软。' },
];

export const menu: { entries: MenuEntry[] } = {
  entries: [
    reply('逛一逛', 'goods'),
    reply('历史订单', 'orders'),
    { menu: { displayText: '门店', entries: [reply('附近门店', 'stores'), reply('客服', 'service')] } },
  ],
};

/** A shop's chatbot with the words of the demo merchant, just enough of one to walk through the screens. */
export class Merchant {
  readonly #orders: MockOrder[] = [];
  readonly #refunded = new Map<string, number>();
  readonly #wishes: { order: MockOrder; fen: number }[] = [];
  readonly #institution: Institution;
  readonly #cashierOrigin: () => string;
  readonly #send: (parts: Part[], subject?: string) => void;

  constructor(
    institution: Institution,
    cashierOrigin: () => string,
    send: (parts: Part[], subject?: string) => void,
  ) {
    this.#institution = institution;
    this.#cashierOrigin = cashierOrigin;
    this.#send = send;
  }

  hear(said: string): void {
    const [verb, id = ''] = said.split(':');
    const order = this.#orders.find((one) => one.payOrderNo === id);
    switch (verb) {
      case 'goods':
        return this.#send([this.#goods()]);
      case 'buy':
        return this.#order(id);
      case 'orders':
        return this.#list();
      case 'stores':
        return this.#stores();
      case 'open':
        return;
      case undefined:
      default:
        return order && verb ? this.#about(verb, order) : this.#welcome();
    }
  }

  paid(order: MockOrder): void {
    const description = `${lines(order)}\n支付时间：${new Date().toLocaleString('zh-CN')}`;
    const suggestions = [reply('申请退款', `refund:${order.payOrderNo}`), reply('历史订单', 'orders')];
    this.#send([card({ title: `支付成功 ¥${order.amount}`, description, suggestions })], order.payOrderNo);
  }

  /** The shop agrees to the oldest refund that was asked for. */
  approve(): void {
    const wish = this.#wishes.shift();
    if (!wish) return;
    const { order, fen } = wish;
    this.#refunded.set(order.payOrderNo, (this.#refunded.get(order.payOrderNo) ?? 0) + fen);
    const description = `${lines(order)}\n款项已按原支付方式退回。`;
    this.#send(
      [card({ title: `退款成功 ¥${yuan(fen)}`, description, suggestions: [reply('历史订单', 'orders')] })],
      order.payOrderNo,
    );
  }

  #about(verb: string, order: MockOrder): void {
    const no = order.payOrderNo;
    const left = cents(order) - (this.#refunded.get(no) ?? 0);
    switch (verb) {
      case 'pay':
        if (order.status === 'PAID') this.#send([words('这笔订单已经支付过，没有再次扣款。')], no);
        return;
      case 'password':
        return this.#send([this.#passwordCard(order)], no);
      case 'cancel':
        order.status = 'CLOSED';
        return this.#send([words('订单已取消，没有扣款。')], no);
      case 'refund':
        return this.#send([refundCard(order, left)], no);
      case 'refund-part':
        return this.#send(
          [
            words('想退多少？'),
            chips(reply('退一半', `refund-half:${no}`), reply('全额退款', `refund-all:${no}`)),
          ],
          no,
        );
      case 'refund-half':
        return this.#wish(order, Math.floor(left / 2));
      case 'refund-all':
        return this.#wish(order, left);
      default:
        return this.#welcome();
    }
  }

  #wish(order: MockOrder, fen: number): void {
    this.#wishes.push({ order, fen });
    this.#send([words(`退款申请 ¥${yuan(fen)} 已提交，等待商户审核。`)], order.payOrderNo);
  }

  #welcome(): void {
    const greeting = '您好，这里是海风咖啡。想喝点什么？';
    this.#send([words(greeting), chips(reply('逛一逛', 'goods'), reply('历史订单', 'orders'), ...extras())]);
  }

  #goods(): Part {
    return carousel(
      goods.map(({ id, name, price, about }) => ({
        media: picture(id, 'MEDIUM_HEIGHT', name),
        title: name,
        description: `¥${price}\n${about}`,
        suggestions: [reply('下单支付', `buy:${id}`)],
      })),
    );
  }

  #order(id: string): void {
    const thing = goods.find((one) => one.id === id) ?? goods[0];
    if (!thing) return;
    const order = this.#institution.place({
      goodsName: thing.name,
      goodsDescription: thing.about,
      amount: thing.price,
    });
    this.#orders.push(order);
    this.#send([this.#payCard(order)], order.payOrderNo);
  }

  #payCard(order: MockOrder): Part {
    const suggestions = [
      this.#payNow(order),
      reply('验密支付', `password:${order.payOrderNo}`),
      cancel(order),
    ];
    return card({ title: `待支付 ¥${order.amount}`, description: lines(order), suggestions });
  }

  #passwordCard(order: MockOrder): Part {
    const url = `${this.#url(order)}&view=password`;
    const description = `${lines(order)}\n支付密码只在支付机构的安全键盘上输入，商户看不到。`;
    const suggestions = [page('输入支付密码', url, 'tall', `pay:${order.payOrderNo}`), cancel(order)];
    return card({ title: `验密支付 ¥${order.amount}`, description, suggestions });
  }

  #payNow(order: MockOrder) {
    return page('立即支付', this.#url(order), 'tall', `pay:${order.payOrderNo}`);
  }

  #url(order: MockOrder): string {
    return `${this.#cashierOrigin()}/pay/${order.payOrderNo}?t=${order.reference}`;
  }

  #list(): void {
    const cards = this.#orders
      .slice(-10)
      .reverse()
      .map((order) => {
        const paid = order.status === 'PAID';
        const refunded = this.#refunded.get(order.payOrderNo) ?? 0;
        const state = paid
          ? `已支付${refunded ? `，已退 ¥${yuan(refunded)}` : ''}`
          : order.status === 'CLOSED'
            ? '已关闭，没有扣款'
            : '待支付';
        return {
          title: `${order.goodsName} ¥${order.amount}`,
          description: `订单号：${order.payOrderNo}\n${state}`,
          ...(order.status === 'CLOSED'
            ? {}
            : {
                suggestions: paid
                  ? [reply('申请退款', `refund:${order.payOrderNo}`)]
                  : [this.#payNow(order), cancel(order)],
              }),
        };
      });
    const [only] = cards;
    if (!only) return this.#send([words('还没有订单。'), chips(reply('逛一逛', 'goods'))]);
    this.#send([cards.length === 1 ? card(only) : carousel(cards, 'MEDIUM_WIDTH')]);
  }

  #stores(): void {
    const media = picture('store', 'TALL_HEIGHT', '滨海路店');
    const description = '滨海路 18 号\n08:00-22:00';
    this.#send([
      card(
        { media, title: '滨海路店', description, suggestions: extras() },
        { cardOrientation: 'HORIZONTAL', imageAlignment: 'LEFT' },
      ),
    ]);
  }
}

function refundCard(order: MockOrder, left: number): Part {
  const suggestions = [
    reply('全额退款', `refund-all:${order.payOrderNo}`),
    reply('部分退款', `refund-part:${order.payOrderNo}`),
  ];
  return card({ title: '申请退款', description: `${lines(order)}\n可退金额：¥${yuan(left)}`, suggestions });
}

const cancel = (order: MockOrder) => reply('取消订单', `cancel:${order.payOrderNo}`);
const cents = (order: MockOrder) => Math.round(Number(order.amount) * 100);
const yuan = (fen: number) => (fen / 100).toFixed(2);

function lines(order: MockOrder): string {
  return `商户：${order.merchantName}\n商品：${order.goodsName}\n金额：¥${order.amount}\n订单号：${order.payOrderNo}`;
}

function extras() {
  const show = {
    showLocation: { location: { latitude: 36.06, longitude: 120.38, label: '海风咖啡 滨海路店' } },
  };
  const dial = { dialPhoneNumber: { phoneNumber: '10086' } };
  return [
    { action: { displayText: '导航', postback: { data: 'open:map' }, mapAction: show } },
    { action: { displayText: '致电门店', postback: { data: 'open:dial' }, dialerAction: dial } },
  ];
}
