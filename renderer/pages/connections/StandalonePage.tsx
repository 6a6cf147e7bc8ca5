import { Code, Link, Page, Paragraph, Section, Stack } from '../../kit/base';
import { useSession } from '../../kit/data';
import { copyRoute } from '../../kit/shell';
import { ForChoosers } from './ForChoosers';
import { configuration, initiate, keyConfiguration, keyFile, refusedThere } from './standalone-words';

/** What a server that stands alone lacks, and the steps by which whoever runs it changes that. */
export function StandalonePage() {
  const { user } = useSession();
  return (
    <ForChoosers title="What this server lacks">
      <Page
        title="What this server lacks"
        subtitle="A server that is no replica set"
        narrow
        actions={<Link to="/connections">Connections</Link>}
      >
        <Stack gap={24}>
          <Section title="What cannot be done">
            <Stack gap={8}>
              <Paragraph>
                {`Each record is saved by itself. What is several things at once is refused, and nothing of it is stored: ${refusedThere}.`}
              </Paragraph>
              <Paragraph>
                Changes by others appear after about a second, those of other programs when a page is opened
                again.
              </Paragraph>
            </Stack>
          </Section>
          <Section
            title="How it is changed"
            help="For whoever runs the server. It becomes a replica set of one member; nothing is copied and nothing is lost."
          >
            <Stack gap={12}>
              <Paragraph>1. Stop MongoDB on the server, and add to its configuration file:</Paragraph>
              <Code text={configuration} />
              <Paragraph>
                2. Only where it asks for passwords: make a key file, as root, for the account that runs
                MongoDB (mongodb, or mongod on Red Hat), and name it in the configuration too. It does not
                start with a key file that others may read.
              </Paragraph>
              <Code text={keyFile} />
              <Code text={keyConfiguration} />
              <Paragraph>
                3. Start MongoDB. Then, once, in mongosh as an administrator of the server, with the name by
                which all computers reach it:
              </Paragraph>
              <Code text={initiate} />
              <Paragraph>
                4. Clinic Desk notices it by itself. If it was closed meanwhile, open the connection again.
              </Paragraph>
            </Stack>
          </Section>
          <Section title="Or another server">
            <Stack gap={8}>
              <Paragraph>
                Copy the clinic to a server that lacks nothing, in the clinic or in a cloud.
              </Paragraph>
              {user && <Link to={copyRoute}>Copy the clinic to another connection</Link>}
            </Stack>
          </Section>
        </Stack>
      </Page>
    </ForChoosers>
  );
}
