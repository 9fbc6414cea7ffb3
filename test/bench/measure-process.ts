import { UserError } from '../../src/user-error.ts';
import { measure } from './measure.ts';
import { measureStart } from './measure-start.ts';
import type {
  Answer,
  Measurement,
  MeasurementRequest,
  StartRequest,
  StartTimes,
} from './measurement.ts';

// Started by `measureApart`: one request comes, one answer goes back.
process.once('message', async (request: MeasurementRequest | StartRequest) => {
  process.send!(await answer(request), () => process.disconnect());
});

async function answer(
  request: MeasurementRequest | StartRequest,
): Promise<Answer<Measurement | StartTimes>> {
  try {
    return {
      result: request.task === 'start' ? await measureStart(request) : await measure(request),
    };
  } catch (error) {
    if (error instanceof UserError) return { problem: error.message };
    throw error;
  }
}
