using System.Globalization;
using Grader.Engine.Files;
using Grader.Plans;
using Grader.Plans.Session;
using Grader.Testing;

namespace Grader.Engine.Tests.Sql;

/// <summary>A session that runs SQL texts as batches. Rows are read as text: values with blanks between, nulls as <c>-</c>, rows on a line each.</summary>
public abstract class SqlFixture
{
    private readonly EngineSession session;

    protected SqlFixture(EngineLimits? limits = null)
    {
        var clock = new SteppingClock(1_700_000_000_000);
        session = new EngineSession(
            new EngineServices(new InMemoryFileSystem(clock, "/"), clock, () => Guid.Empty, new NoSockets(), TextWriter.Null, (_, _) => { }, TraceInput: false), limits ?? EngineLimits.Default);
        View("t", "VALUES (1, 'a', 10.0D), (2, 'a', 20.0D), (3, 'b', 5.0D), (4, NULL, NULL) AS v(id, k, x)");
        View("u", "VALUES ('a', 100), ('c', 300), (NULL, 400) AS v(k, w)");
    }

    protected void View(string name, string sql) => session.CreateTempView(name, new Plans.Logical.Sql(sql), replace: true, isGlobal: false);

    protected string Rows(string sql)
    {
        CollectedRows rows = session.Collect(new Plans.Logical.Sql(sql));
        return string.Join('\n', rows.Rows.Select(row => string.Join(' ', row.Select(Text))));
    }

    protected string Columns(string sql) => string.Join(", ", session.Analyze(new Plans.Logical.Sql(sql)).Schema.Fields.Select(f => f.Name));

    protected string Show(string sql, int rowCount) => session.ShowString(new Plans.Logical.Sql(sql), rowCount, truncate: 20, vertical: false);

    protected SparkError ErrorOf(string sql) => Assert.Throws<SparkException>(() => Rows(sql)).Error;

    private static string Text(object? value) => value is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{value}");
}
