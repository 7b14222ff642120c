using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Conformance.Runner;

/// <summary>Compares what Spark gave with what the engine gave. Every method answers with the first difference, or null.</summary>
internal static partial class JsonComparison
{
    private const double RelativeTolerance = 1e-9;

    // Errors of a running job reached the recorder, a Python program, in a wrapper of its bridge, which hides Spark's own class.
    private const string ClassOfTheRecorder = "Py4JJavaError";

    public static string? Columns(JsonNode? expected, StructType actual)
    {
        if (expected is not JsonArray columns)
        {
            return null;
        }

        string wanted = string.Join(", ", columns.Select(c => $"{c!["name"]} {c["type"]}"));
        string got = string.Join(", ", actual.Fields.Select(f => $"{f.Name} {f.DataType.SimpleString}"));
        return wanted == got ? null : $"columns: expected [{wanted}], got [{got}]";
    }

    public static string? Rows(JsonArray expected, JsonArray actual, bool ordered)
    {
        JsonNode?[] wanted = Ordered(expected, ordered), got = Ordered(actual, ordered);
        if (wanted.Length != got.Length)
        {
            return $"rows: expected {wanted.Length} {Short(expected)}, got {got.Length} {Short(actual)}";
        }

        for (int i = 0; i < wanted.Length; i++)
        {
            if (!Same(wanted[i], got[i]))
            {
                return $"row {i}: expected {wanted[i]?.ToJsonString()}, got {got[i]?.ToJsonString()}";
            }
        }

        return null;
    }

    /// <summary>Class, error class, and message up to the shorter of the two.</summary>
    public static string? Error(JsonNode? expected, SparkError? actual)
    {
        if (expected is null || actual is null)
        {
            return expected is null == actual is null ? null
                : expected is null ? $"unexpected error {actual!.ExceptionClass}: {actual.Message}"
                : $"expected error {expected["class"]}: {expected["message"]}, got none";
        }

        string wanted = Clean((string?)expected["message"] ?? ""), got = Clean(actual.Message);
        int length = Math.Min(wanted.Length, got.Length);
        bool isOfClass = (string?)expected["class"] == ClassOfTheRecorder || (string?)expected["class"] == actual.ExceptionClass;
        return !isOfClass ? $"error class: expected {expected["class"]} ({wanted}), got {actual.ExceptionClass} ({got})"
            : (string?)expected["errorClass"] != actual.ErrorClass ? $"errorClass: expected {expected["errorClass"] ?? "none"}, got {actual.ErrorClass ?? "none"}"
            : wanted[..length] != got[..length] ? $"message: expected {wanted}, got {got}"
            : null;
    }

    public static bool Same(JsonNode? left, JsonNode? right)
    {
        if (left is null || right is null)
        {
            return left is null && right is null;
        }

        if (left is JsonArray a && right is JsonArray b)
        {
            return a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second));
        }

        if (left.GetValueKind() is JsonValueKind.Number && right.GetValueKind() is JsonValueKind.Number)
        {
            string x = left.ToJsonString(), y = right.ToJsonString();
            return x == y || (IsReal(x, y) && Near(double.Parse(x, CultureInfo.InvariantCulture), double.Parse(y, CultureInfo.InvariantCulture)));
        }

        return left.ToJsonString() == right.ToJsonString();
    }

    private static bool IsReal(string x, string y) => (x + y).AsSpan().IndexOfAny(".eE") >= 0;

    private static bool Near(double x, double y) => x.Equals(y) || Math.Abs(x - y) <= RelativeTolerance * Math.Max(Math.Abs(x), Math.Abs(y));

    private static JsonNode?[] Ordered(JsonArray rows, bool ordered) => ordered ? [.. rows] : [.. rows.OrderBy(SortText, StringComparer.Ordinal)];

    /// <summary>Text for sorting that does not depend on how a number was spelled.</summary>
    private static string SortText(JsonNode? node) => node switch
    {
        null => "null",
        JsonArray array => $"[{string.Join(',', array.Select(SortText))}]",
        JsonValue when node.GetValueKind() is JsonValueKind.Number =>
            double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture) is var number && Math.Abs(number) < 1e15 ? number.ToString("G10", CultureInfo.InvariantCulture) : node.ToJsonString(),
        _ => node.ToJsonString(),
    };

    private static string Short(JsonArray rows) => rows.ToJsonString() is var text && text.Length > 300 ? text[..300] + "…" : text;

    private static string Clean(string message) => Uuid().Replace(message, "<uuid>").TrimEnd();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();
}
