// The SDK's own ways to credentials, for profiles and machines that have such; most runs need none of them.
export { externalDataInterceptor } from '@smithy/core/config';
export { fromHttp, fromInstanceMetadata, fromLoginCredentials, fromSSO } from '@aws-sdk/credential-providers';
