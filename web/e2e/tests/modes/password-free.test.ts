import { onDemo, story } from '../on-demo.ts';

// The password-free story on the running demo.
onDemo();

for (const scheme of ['light', 'dark'] as const)
  story('a customer who pays without a password', { device: 'phone', scheme }, (step) => {
    // @Clause("6.1.2-2", "6.5-7a")
    step('signs_within_limits_he_sees', async (customer, world) => {
      await customer.openShop();
      await customer.hears(() => customer.menu('逛一逛'), /下单支付/);
      await customer.hears(() => customer.tap('免密支付'), /开通免密支付/);
      await customer.shot('20-signing-card');
      await customer.hears(async () => {
        await customer.tap('去开通');
        await customer.cashier.getByText('用于 海风咖啡').waitFor();
        await customer.shot('21-signing-page');
        await customer.cashier.getByRole('button', { name: '输入密码并开通' }).click();
        await customer.keypad.locator('#pad.ready').waitFor();
        await customer.shot('22-signing-keypad');
        await customer.types(world.password);
        await customer.cashier.getByText('免密支付已开通').waitFor();
        await customer.shot('23-signed');
        await customer.cashier.getByRole('button', { name: '完成' }).click();
        await customer.sheetGone();
      }, /免密支付已开通/);
      await customer.visit.assertSecret(world.password);
      await customer.shot('24-signed-chat');
    });

    // @Clause("6.1.2-1", "6.1.2-2", "6.1.2-3", "B-6")
    step('is_told_before_and_pays_with_one_tap', async (customer) => {
      await customer.hears(() => customer.menu('逛一逛'), /下单支付/);
      await customer.hears(() => customer.tap('免密支付'), /本次为免密支付[^]*单笔 ¥50\.00，每日 ¥200\.00/);
      await customer.shot('25-told-before');
      await customer.hears(() => customer.tap('确认免密支付'), /支付成功 ¥/);
      await customer.shot('26-paid-free');
    });

    // @Clause("6.1.2-1")
    step('ends_it_in_the_chat', async (customer) => {
      await customer.hears(() => customer.menu('逛一逛'), /下单支付/);
      await customer.hears(() => customer.tap('免密支付'), /本次为免密支付/);
      await customer.hears(() => customer.tap('关闭免密'), /免密支付已关闭/);
      await customer.shot('27-ended-chat');
      customer.visit.assertClean();
    });
  });
