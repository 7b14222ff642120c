using Grader.Plans.Expressions;
using Grader.Plans.Types;

namespace Grader.Plans.Logical;

/// <summary>What a program has its session do, streaming queries apart. The set is closed; most mirror Spark Connect's <c>Command</c> and <c>Catalog</c>.</summary>
public abstract record Command
{
    private protected Command() { }
}

public enum SaveMode { ErrorIfExists, Append, Overwrite, Ignore }

public enum SaveTarget { Path, Table, InsertInto }

/// <summary><c>write…save()</c>, <c>saveAsTable</c> and <c>insertInto</c>.</summary>
/// <param name="Format">Format as given; null where none was set.</param>
/// <param name="Target">What <paramref name="Name"/> is.</param>
/// <param name="Name">The path or the table's name; null for <c>save()</c> without a path.</param>
/// <param name="BucketCount">Null where the program called no <c>bucketBy</c>.</param>
/// <param name="Options">Option names as given, compared without case; later ones win.</param>
public sealed record WriteOperation(
    LogicalPlan Input, string? Format, SaveTarget Target, string? Name, SaveMode Mode, Seq<Setting> Options,
    Seq<string> PartitioningColumns, int? BucketCount, Seq<string> BucketColumns, Seq<string> SortColumns) : Command
{
    /// <summary>The student's call that writes.</summary>
    public Origin Origin { get; init; }
}

public enum WriteModeV2 { Create, Replace, CreateOrReplace, Append, Overwrite, OverwritePartitions }

/// <summary><c>writeTo(table)</c>.</summary>
/// <param name="Provider">Format as given; null where none was set.</param>
/// <param name="Partitioning">Columns or partition transforms.</param>
/// <param name="OverwriteCondition">Only for <see cref="WriteModeV2.Overwrite"/>.</param>
public sealed record WriteOperationV2(
    LogicalPlan Input, string TableName, string? Provider, WriteModeV2 Mode, Seq<Setting> Options,
    Seq<Setting> TableProperties, Seq<Expression> Partitioning, Expression? OverwriteCondition) : Command;

/// <summary><c>catalog.createTable</c>.</summary>
/// <param name="Path">Where the table's files are; null for one of the session's own.</param>
/// <param name="Source">Format as given; null for the session's default.</param>
/// <param name="Schema">Null to find it in the files.</param>
public sealed record CreateTable(
    string Name, string? Path, string? Source, StructType? Schema, string? Description, Seq<Setting> Options) : Command;

public enum CatalogAction { SetCurrentDatabase, RefreshTable, RecoverPartitions, CacheTable, UncacheTable, ClearCache }

/// <param name="Name">A table or database; null for <see cref="CatalogAction.ClearCache"/>.</param>
public sealed record CatalogCommand(CatalogAction Action, string? Name) : Command;

/// <summary>Where Spark would keep cached rows.</summary>
public sealed record StorageLevel(bool UseDisk, bool UseMemory, bool UseOffHeap, bool Deserialized, int Replication);

/// <summary>Notes that the plan is cached; null takes it back.</summary>
public sealed record Persist(LogicalPlan Input, StorageLevel? Level) : Command;

/// <summary>Runs the frame and has its rows stand for its plan from now on.</summary>
/// <param name="Frame">A plan with an id, analyzed before.</param>
public sealed record CheckpointCommand(LogicalPlan Frame) : Command;
