import { Stack, Validations } from 'aws-cdk-lib';
import type { ServiceFunction } from './service-function.ts';
import { type EngineSettings, enginesOf } from '../settings/engines-of.ts';
import type { StageSettings } from '../settings/settings-schema.ts';

/** Prefixes of inference profiles that span regions (Bedrock user guide, "Supported Regions and models"). */
const PROFILE_PREFIX = /^(us|us-gov|eu|apac|global|jp|au|ca)\./;

/** Lets a function call the engines that the stage is set to, requests may choose or stand in, and none of the others. */
export function allowEngines(
  fn: ServiceFunction,
  settings: EngineSettings & Pick<StageSettings, 'bedrockModel' | 'openaiSecretArn'>,
): void {
  const { bedrockModel, openaiSecretArn, environment } = settings;
  if (enginesOf(settings).has('amazon')) {
    // None of them has a resource to name; `source: "auto"` makes Amazon Translate ask Comprehend as the caller.
    fn.allow(['comprehend:DetectDominantLanguage', 'translate:ListLanguages', 'translate:TranslateText'], ['*']);
  }
  if (openaiSecretArn !== undefined) fn.allow(['secretsmanager:GetSecretValue'], [openaiSecretArn]);
  if (bedrockModel === undefined) return;
  const region = environment.DEPECHE_BEDROCK_REGION ?? Stack.of(fn).region;
  fn.allow(['bedrock:InvokeModel'], modelArns(fn, bedrockModel, region));
  if (!PROFILE_PREFIX.test(bedrockModel)) return;
  Validations.of(fn).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:bedrock:*::foundation-model/${bedrockModel.replace(PROFILE_PREFIX, '')}]`,
    reason: 'One model, in whichever region the inference profile sends the call to.',
  });
}

/** A model of the region that is called; or a profile, and its model in each region that the profile may send a call to. */
function modelArns(fn: ServiceFunction, model: string, region: string): string[] {
  const stack = Stack.of(fn);
  const foundationModel = (where: string, id: string) =>
    stack.formatArn({ service: 'bedrock', region: where, account: '', resource: 'foundation-model', resourceName: id });
  if (!PROFILE_PREFIX.test(model)) return [foundationModel(region, model)];
  return [
    stack.formatArn({ service: 'bedrock', region, resource: 'inference-profile', resourceName: model }),
    foundationModel('*', model.replace(PROFILE_PREFIX, '')),
  ];
}
