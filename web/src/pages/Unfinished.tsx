// What comes before everything else for a new account: a password of one's own, and a second factor where the role needs
// one. The service answers nothing else until then.
import { useSeat } from '../api/session';
import { Heading } from '../parts/Heading';
import { PasswordForm } from '../parts/PasswordForm';
import { SecondFactor } from '../parts/SecondFactor';

export function Unfinished() {
  const { session } = useSeat();
  return session.due === 'password' ? (
    <div class="narrow">
      <Heading title="Choose your own password" />
      <p class="lead">Somebody else set the password that you used. Only you should know it.</p>
      <PasswordForm />
    </div>
  ) : (
    <div class="narrow">
      <Heading title="Set up a second factor" />
      <p class="lead">Your role decides what others may buy and install, so a password alone is not enough for it.</p>
      <SecondFactor />
    </div>
  );
}
