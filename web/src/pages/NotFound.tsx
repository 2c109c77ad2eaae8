// An address that leads nowhere.
import { Heading } from '../parts/Heading';
import { linkTo } from '../router';

export function NotFound() {
  return (
    <div class="narrow">
      <Heading title="There is no such page" />
      <p>
        The address may be old or mistyped. <a href={linkTo('/')}>Go to the start page</a>, or look in the{' '}
        <a href={linkTo('/requests')}>requests</a> or the <a href={linkTo('/tools')}>tools</a>.
      </p>
    </div>
  );
}
