using System.Text;
using System.Text.Json.Nodes;
using Grader.Engine;
using Grader.Engine.Files;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Session;

namespace Grader.Conformance.Runner;

/// <summary>Cases that are one batch: an expression over rows, a file read, a SQL statement over tables.</summary>
internal static class BatchCase
{
    // Noon of the day on which the cases were recorded: a time without a date is of that day.
    private const long Now = 1_795_348_800_000;

    public static string? FirstDifference(GoldenCase golden)
    {
        var files = new InMemoryFileSystem(new ManualClock(Now));
        var session = new EngineSession(TestServices.Create(files, new ManualClock(Now), (_, _) => { }), EngineLimits.Default);
        JsonObject json = golden.Json;
        foreach ((string key, JsonNode? value) in json["conf"] as JsonObject ?? [])
        {
            session.SetConf(key, (string)value!);
        }

        CollectedRows collected;
        string? shown;
        try
        {
            (LogicalPlan plan, int truncate) = Plan(golden, session, files);
            collected = session.Collect(plan);
            shown = json["show"] is null ? null : session.ShowString(plan, 20, truncate, vertical: false);
        }
        catch (SparkException e)
        {
            return JsonComparison.Error(json["error"], e.Error);
        }

        if (json["error"] is { } error)
        {
            return JsonComparison.Error(error, null);
        }

        var rows = new JsonArray([.. collected.Rows.Select(row => new JsonArray([.. row.Select((value, i) => JsonTable.Json(value, collected.Schema.Fields[i].DataType))]))]);
        bool ordered = golden.Kind is not GoldenKind.Batch || (bool?)json["ordered"] == true;
        return JsonComparison.Columns(json["columns"], collected.Schema)
            ?? JsonComparison.Rows((json["values"] ?? json["rows"])!.AsArray(), rows, ordered)
            ?? (shown is null || shown == (string?)json["show"] ? null : $"show: expected\n{json["show"]}got\n{shown}");
    }

    private static (LogicalPlan Plan, int Truncate) Plan(GoldenCase golden, EngineSession session, InMemoryFileSystem files)
    {
        JsonObject json = golden.Json;
        switch (golden.Kind)
        {
            case GoldenKind.Expression:
                return (new Project(JsonTable.Plan((string)json["schema"]!, json["rows"]!.AsArray()), [new ExpressionString((string)json["expr"]!)]), 0);
            case GoldenKind.Batch:
                foreach ((string name, JsonNode? table) in json["tables"]!.AsObject())
                {
                    session.CreateTempView(name, JsonTable.Plan((string)table!["schema"]!, table["rows"]!.AsArray()), replace: true, isGlobal: false);
                }

                return (new Sql((string)json["sql"]!), 20);
            default:
                files.WriteAtomic("in/file", Encoding.UTF8.GetBytes((string)json["text"]!));
                Seq<Setting> options = json["options"]!.AsObject().Select(o => new Setting(o.Key, (string)o.Value!)).ToSeq();
                return (new DataSource((string)json["format"]!, null, (string?)json["schema"], options, ["in/file"], IsStreaming: false), 20);
        }
    }
}
