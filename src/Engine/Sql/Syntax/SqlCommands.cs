using Grader.Plans;
using Grader.Plans.Logical;

namespace Grader.Engine.Sql.Syntax;

/// <summary>A statement that does something, or lists something, instead of computing rows. It is done when its text is analyzed, as in Spark.</summary>
internal abstract record SqlCommand : LeafPlan;

/// <summary><c>SET</c>, <c>SET k</c>, <c>SET k = v</c>.</summary>
internal sealed record SetCommand(string? Key, string? Value) : SqlCommand;

/// <summary><c>RESET</c>, <c>RESET k</c>.</summary>
internal sealed record ResetCommand(string? Key) : SqlCommand;

/// <summary><c>CREATE [OR REPLACE] [GLOBAL] TEMPORARY VIEW v AS query</c>.</summary>
internal sealed record CreateViewCommand(string Name, LogicalPlan Query, bool Replaces, bool IsGlobal) : SqlCommand;

/// <summary><c>CREATE TABLE t (…) USING format OPTIONS (…) PARTITIONED BY (…) LOCATION '…' COMMENT '…' AS query</c>.</summary>
internal sealed record CreateTableCommand(CreateTable Table, bool IfNotExists, LogicalPlan? Query, Seq<string> Partitioning) : SqlCommand;

/// <summary><c>DROP TABLE</c> and <c>DROP VIEW</c>.</summary>
internal sealed record DropCommand(string Name, bool IsView, bool IfExists) : SqlCommand;

/// <summary><c>INSERT INTO</c> and <c>INSERT OVERWRITE</c>.</summary>
internal sealed record InsertCommand(string Table, LogicalPlan Query, bool Overwrites) : SqlCommand;

/// <summary><c>SHOW TABLES | VIEWS | DATABASES | FUNCTIONS | COLUMNS</c> and <c>DESCRIBE</c>.</summary>
/// <param name="Columns">The columns of the answer: names of the catalog's beside Spark's.</param>
internal sealed record ListCommand(Plans.Logical.Catalog Query, Seq<Setting> Columns, bool OnlyTemporary = false) : SqlCommand;

/// <summary><c>USE</c>, <c>CACHE TABLE</c>, <c>UNCACHE TABLE</c>, <c>CLEAR CACHE</c>, <c>REFRESH TABLE</c>.</summary>
internal sealed record CatalogSqlCommand(CatalogAction Action, string? Name, bool IfExists = false) : SqlCommand;
