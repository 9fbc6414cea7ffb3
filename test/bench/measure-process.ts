import { UserError } from '../../src/user-error.ts';
import { measure } from './measure.ts';
import type { Answer, MeasurementRequest } from './measurement.ts';

// Started by `measureApart`: one request comes, one answer goes back.
process.once('message', async (request: MeasurementRequest) => {
  process.send!(await answer(request), () => process.disconnect());
});

async function answer(request: MeasurementRequest): Promise<Answer> {
  try {
    return { measurement: await measure(request) };
  } catch (error) {
    if (error instanceof UserError) return { problem: error.message };
    throw error;
  }
}
