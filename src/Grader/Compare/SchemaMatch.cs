using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Compare;

/// <summary>Whether a submission's columns can stand for the reference's: by name in any order, none more and none less.</summary>
/// <param name="Positions">For each column of the reference, its position in the submission's rows; empty where there is a problem.</param>
/// <param name="Problem">What is wrong, in words for a student; null where the columns match.</param>
internal sealed record SchemaMatch(Seq<int> Positions, string? Problem)
{
    public bool IsIdentity => Problem is null && !Positions.Where((position, i) => position != i).Any();

    /// <summary>Names compare without case, as Spark resolves them; nullability does not matter; INT may stand for BIGINT.</summary>
    public static SchemaMatch Of(StructType expected, StructType actual)
    {
        List<int> positions = [];
        List<string> problems = [];
        List<StructField> surplus = [.. actual.Fields];
        List<StructField> absent = [];
        foreach (StructField field in expected.Fields)
        {
            StructField? match = surplus.Find(other => SameName(other, field));
            if (match is null)
            {
                absent.Add(field);
                continue;
            }

            surplus.Remove(match);
            positions.Add(actual.Fields.ToList().FindIndex(other => ReferenceEquals(other, match)));
            if (!Fits(field.DataType, match.DataType))
            {
                problems.Add($"the column `{match.Name}` is {match.DataType.Sql}, expected {field.DataType.Sql}");
            }
        }

        problems.InsertRange(0, NameProblems(absent, surplus));
        return problems.Count == 0
            ? new SchemaMatch(positions.ToSeq(), null)
            : new SchemaMatch([], $"{string.Join("; ", problems)}. Expected columns: {Columns(expected)}. Yours: {Columns(actual)}");
    }

    private static IEnumerable<string> NameProblems(List<StructField> absent, List<StructField> surplus)
    {
        if (absent.Count == 1 && surplus.Count == 1)
        {
            return [$"a column is named `{surplus[0].Name}`, expected `{absent[0].Name}`"];
        }

        return [.. absent.Select(field => $"the column `{field.Name}` is missing"), .. surplus.Select(field => $"the column `{field.Name}` is not asked for")];
    }

    private static bool Fits(DataType expected, DataType actual) =>
        (expected is LongType && actual is IntegerType) || Same(expected, actual);

    private static bool Same(DataType expected, DataType actual) => (expected, actual) switch
    {
        (StructType left, StructType right) => left.Fields.Count == right.Fields.Count
            && left.Fields.Zip(right.Fields).All(pair => SameName(pair.First, pair.Second) && Same(pair.First.DataType, pair.Second.DataType)),
        (ArrayType left, ArrayType right) => Same(left.ElementType, right.ElementType),
        (MapType left, MapType right) => Same(left.KeyType, right.KeyType) && Same(left.ValueType, right.ValueType),
        _ => expected == actual,
    };

    private static bool SameName(StructField left, StructField right) => string.Equals(left.Name, right.Name, StringComparison.OrdinalIgnoreCase);

    private static string Columns(StructType schema) => string.Join(", ", schema.Fields.Select(field => $"{field.Name} {field.DataType.Sql}"));
}
