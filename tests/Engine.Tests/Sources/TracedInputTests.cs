using System.Text;
using Grader.Engine.Files;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Testing;

namespace Grader.Engine.Tests.Sources;

public sealed class TracedInputTests
{
    private const string BadDate = "2024-02-30";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_value_that_no_column_of_the_query_needs_fails_nothing_traced_or_not(bool traceInput)
    {
        MicroBatch batch = Assert.Single(Run("a", traceInput, out SparkError? error));
        Assert.Null(error);
        Assert.Equal([1, 2], batch.Rows.Select(row => row[0].Int64));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_value_that_the_query_needs_fails_it_traced_or_not(bool traceInput)
    {
        Assert.Empty(Run("d", traceInput, out SparkError? error));
        Assert.Contains(BadDate, error?.Message ?? "", StringComparison.Ordinal);
    }

    private static List<MicroBatch> Run(string column, bool traceInput, out SparkError? error)
    {
        var clock = new SteppingClock(1_709_290_800_000);
        var files = new InMemoryFileSystem(clock, "/");
        files.WriteAtomic("in/1.json", Encoding.UTF8.GetBytes($$"""
            {"a":1,"d":"2024-02-28"}
            {"a":2,"d":"{{BadDate}}"}
            """));
        var batches = new List<MicroBatch>();
        int ids = 0;
        var session = new EngineSession(
            new EngineServices(files, clock, () => new Guid(++ids, 0, 0, new byte[8]), new NoSockets(), TextWriter.Null, (_, batch) => batches.Add(batch), traceInput),
            EngineLimits.Default);
        var source = new DataSource("json", null, "a INT, d DATE", [], ["in"], IsStreaming: true);
        StreamingQueryExecution query = session.Start(new WriteStreamOperation(
            new Project(source, [new ExpressionString(column)]), "console", "append", new DefaultTrigger(), null, [new("checkpointLocation", "checkpoint")], [], null));
        while (query.RunTrigger() is not null)
        {
        }

        error = query.Error;
        return batches;
    }
}
