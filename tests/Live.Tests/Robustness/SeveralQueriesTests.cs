using System.Text.RegularExpressions;
using Grader.Plans.Logical;
using Grader.Plans.Session;

namespace Grader.Live.Tests.Robustness;

public sealed partial class SeveralQueriesTests : IDisposable
{
    private const int Files = 40;

    private readonly LiveMachine machine = new();

    public void Dispose() => machine.Dispose();

    [Fact]
    public void Two_queries_at_once_print_whole_tables_each_in_its_order()
    {
        for (int i = 0; i < Files; i++)
        {
            machine.AddFile("left", """{"k":"left"}""");
            machine.AddFile("right", """{"k":"right"}""");
        }

        StreamingQueryHandle left = machine.Session.StartQuery(machine.Counts("left", new DefaultTrigger(), "l")), right = machine.Session.StartQuery(machine.Counts("right", new DefaultTrigger(), "r"));
        machine.ProcessAll(left);
        machine.ProcessAll(right);
        machine.Session.StopSession();

        MatchCollection tables = Table().Matches(machine.Printed);
        Assert.Equal(machine.Printed, string.Concat(tables.Select(table => table.Value)));
        foreach (string key in new[] { "left", "right" })
        {
            Assert.Equal(
                Enumerable.Range(0, Files).Select(i => (i, i + 1)),
                tables.Where(table => table.Groups["key"].Value == key).Select(table => (Number(table, "batch"), Number(table, "count"))));
        }
    }

    [Fact]
    public void The_program_asks_the_session_while_queries_run()
    {
        for (int i = 0; i < Files; i++)
        {
            machine.AddFile("in", """{"k":"a"}""");
        }

        StreamingQueryHandle query = machine.Session.StartQuery(machine.Counts("in", new DefaultTrigger(), "counts", format: "memory", mode: "complete"));
        Task processed = Task.Run(() => machine.Session.ProcessAllAvailable(query.Id));
        long seen = 0;
        while (!processed.IsCompleted)
        {
            machine.Clock.TryToNextTimer();
            CollectedRows rows = machine.Session.Collect(new NamedTable("counts"));
            long count = rows.Rows.Count == 0 ? 0 : (long)rows.Rows[0][1]!;
            Assert.InRange(count, seen, Files);
            seen = count;
        }

        Assert.Equal((long)Files, machine.Session.Collect(new NamedTable("counts")).Rows[0][1]);
    }

    private static int Number(Match table, string group) => int.Parse(table.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"-{43}\nBatch: (?<batch>\d+)\n-{43}\n\+-+\+-+\+\n\| *k\| *n\|\n\+-+\+-+\+\n\| *(?<key>\w+)\| *(?<count>\d+)\|\n\+-+\+-+\+\n\n")]
    private static partial Regex Table();
}
