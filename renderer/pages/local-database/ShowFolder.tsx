import { IconFolderOpen } from '@tabler/icons-react';
import { CopyButton, DefaultButton, notify, Row } from '../../kit/base';
import { useClient } from '../../kit/data';

type Props = { what: 'data' | 'copies'; path: string };

/** Shows a folder in the file manager of this computer, or copies its path for where there is none. */
export function ShowFolder({ what, path }: Props) {
  const client = useClient();
  const name = what === 'data' ? 'data folder' : 'folder of copies';
  const show = async () => {
    try {
      const { isShown } = await client.localDatabase.reveal({ what });
      if (!isShown) notify.trouble(`No program here shows folders. The ${name} is ${path}.`);
    } catch (error) {
      notify.failed(error);
    }
  };
  return (
    <Row gap={8}>
      <CopyButton text={path} label="Copy the path" />
      <DefaultButton
        label={`Show the ${name}`}
        icon={IconFolderOpen}
        size="small"
        onClick={() => void show()}
      />
    </Row>
  );
}
