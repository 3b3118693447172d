import { Stack, Validations } from 'aws-cdk-lib';
import type { ServiceFunction } from './service-function.ts';
import type { StageSettings } from '../settings.ts';

/** Prefixes of inference profiles that span regions (Bedrock user guide, "Supported Regions and models"). */
const PROFILE_PREFIX = /^(us|us-gov|eu|apac|global|jp|au|ca)\./;

/** Lets a function call the engines that the stage is set to, and none of the others. */
export function allowEngines(
  fn: ServiceFunction,
  { translator, bedrockModel }: Pick<StageSettings, 'translator' | 'bedrockModel'>,
): void {
  if (translator === 'amazon') {
    // None of them has a resource to name; `source: "auto"` makes Amazon Translate ask Comprehend as the caller.
    fn.allow(['comprehend:DetectDominantLanguage', 'translate:ListLanguages', 'translate:TranslateText'], ['*']);
  }
  if (bedrockModel === undefined) return;
  fn.allow(['bedrock:InvokeModel'], modelArns(fn, bedrockModel));
  if (!PROFILE_PREFIX.test(bedrockModel)) return;
  Validations.of(fn).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:bedrock:*::foundation-model/${bedrockModel.replace(PROFILE_PREFIX, '')}]`,
    reason: 'One model, in whichever region the inference profile sends the call to.',
  });
}

/** A model of this region; or a profile, and its model in each region that the profile may send a call to. */
function modelArns(fn: ServiceFunction, model: string): string[] {
  const stack = Stack.of(fn);
  const foundationModel = (region: string, id: string) =>
    stack.formatArn({ service: 'bedrock', region, account: '', resource: 'foundation-model', resourceName: id });
  if (!PROFILE_PREFIX.test(model)) return [foundationModel(stack.region, model)];
  return [
    stack.formatArn({ service: 'bedrock', resource: 'inference-profile', resourceName: model }),
    foundationModel('*', model.replace(PROFILE_PREFIX, '')),
  ];
}
