import type { AwsProfile } from '../../../customers/index.ts';
import type { AskedAbout } from '../../errors/about.ts';

/** The profile, and the SSO session behind it, that credentials come from. */
export const aboutProfile = (profile: AwsProfile | undefined): AskedAbout => ({
  ...(profile === undefined ? {} : { profile: profile.name }),
  ...(profile?.raw.sso_session === undefined ? {} : { ssoSession: profile.raw.sso_session }),
});
