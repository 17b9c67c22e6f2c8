import { card, carousel, chips, page, picture, reply, words } from './cards.ts';
import type { Institution, MockOrder } from './institution.ts';
import type { MenuEntry, Part } from '../../handset/src/gsma.ts';

const goods = [
  { id: 'latte', name: '海盐拿铁', price: '12.50', about: '海盐奶盖，中度烘焙' },
  { id: 'tea', name: '青柠茉莉', price: '9.90', about: '茉莉绿茶，鲜青柠' },
  { id: 'cake', name: '莓果蛋糕', price: '26.00', about: '当日现做，限量' },
];

export const menu: { entries: MenuEntry[] } = {
  entries: [
    reply('点单', 'browse'),
    { menu: { displayText: '订单', entries: [reply('历史订单', 'history'), reply('申请退款', 'history')] } },
    { menu: { displayText: '门店', entries: [reply('附近门店', 'stores'), reply('联系我们', 'contact')] } },
  ],
};

/** A shop's chatbot, just enough of one to walk through the screens. */
export class Merchant {
  readonly #orders: MockOrder[] = [];

  constructor(
    private readonly institution: Institution,
    private readonly cashierOrigin: () => string,
    private readonly send: (parts: Part[], subject?: string) => void,
  ) {}

  hear(said: string): void {
    const [verb, id = ''] = said.split(':');
    switch (verb) {
      case 'browse':
      case '点单':
        return this.send([this.#menuOfGoods()]);
      case 'buy':
        return this.#order(id);
      case 'history':
        return this.#history();
      case 'pay':
        return this.#payAgain(id);
      case 'refund':
        return this.send(
          [card({ title: '退款已完成', description: `金额 ¥${this.#find(id)?.amount}\n原路退回账户余额` })],
          id,
        );
      case 'stores':
        return this.#stores();
      case 'open':
        return;
      default:
        this.send([
          words('您好，这里是海风咖啡。想喝点什么？'),
          chips(reply('看看菜单', 'browse'), reply('历史订单', 'history'), ...extras()),
        ]);
    }
  }

  paid(order: MockOrder): void {
    const description = `${order.goodsName}\n金额 ¥${order.amount}\n付款 账户余额`;
    this.send(
      [
        card({ title: '支付成功', description }, { cardOrientation: 'VERTICAL', titleFontStyle: ['bold'] }),
        chips(reply('历史订单', 'history'), reply('再来一单', 'browse')),
      ],
      order.payOrderNo,
    );
  }

  #menuOfGoods(): Part {
    return carousel(
      goods.map(({ id, name, price, about }) => ({
        media: picture(id, 'MEDIUM_HEIGHT', name),
        title: name,
        description: `¥${price}\n${about}`,
        suggestions: [reply('购买', `buy:${id}`)],
      })),
    );
  }

  #order(id: string): void {
    const thing = goods.find((one) => one.id === id) ?? goods[0];
    if (!thing) return;
    const order = this.institution.place({
      goodsName: thing.name,
      goodsDescription: thing.about,
      amount: thing.price,
    });
    this.#orders.push(order);
    this.send([this.#payCard(order)], order.payOrderNo);
  }

  #payCard(order: MockOrder): Part {
    const url = `${this.cashierOrigin()}/pay/${order.payOrderNo}?t=${order.reference}`;
    return card({
      media: picture('latte', 'SHORT_HEIGHT', order.goodsName ?? ''),
      title: '待支付订单',
      description: `${order.goodsName}\n金额 ¥${order.amount}\n商户 ${order.merchantName}`,
      suggestions: [
        page('立即支付', url, 'tall'),
        page('验密支付', `${url}&view=password`, 'tall'),
        reply('取消订单', `cancel:${order.payOrderNo}`),
      ],
    });
  }

  #history(): void {
    if (this.#orders.length === 0)
      return this.send([words('还没有订单。'), chips(reply('看看菜单', 'browse'))]);
    const cards = this.#orders.slice(-10).map((order) => ({
      title: order.goodsName ?? '',
      description: `¥${order.amount}\n${order.status === 'PAID' ? '已支付' : '待支付'}\n${order.payOrderNo}`,
      suggestions: [
        order.status === 'PAID'
          ? reply('申请退款', `refund:${order.payOrderNo}`)
          : reply('去支付', `pay:${order.payOrderNo}`),
      ],
    }));
    const [only] = cards;
    this.send([cards.length === 1 && only ? card(only) : carousel(cards, 'SMALL_WIDTH')]);
  }

  #payAgain(id: string): void {
    const order = this.#find(id);
    if (!order) return;
    this.send(
      order.status === 'PAID' ? [words('这笔订单已经支付过，不用再付。')] : [this.#payCard(order)],
      id,
    );
  }

  #stores(): void {
    this.send([
      card(
        {
          media: picture('store', 'TALL_HEIGHT', '滨海路店'),
          title: '滨海路店',
          description: '滨海路 18 号\n08:00-22:00',
          suggestions: [...extras()],
        },
        { cardOrientation: 'HORIZONTAL', imageAlignment: 'LEFT' },
      ),
    ]);
  }

  #find(id: string): MockOrder | undefined {
    return this.#orders.find((order) => order.payOrderNo === id);
  }
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
