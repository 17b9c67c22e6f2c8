import { startMock } from './mock.ts';

const mock = await startMock(Number(process.env['PORT'] ?? 18600));
console.log(`Handset  ${mock.handsetUrl}\nPassword ${mock.institution.password}`);
