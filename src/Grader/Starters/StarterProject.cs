using System.Security;
using Grader.Scenarios;

namespace Grader.Starters;

/// <summary>The files around a starter program that make its folder a project: it builds in an editor, and <c>dotnet run</c> runs it live.</summary>
internal static class StarterProject
{
    /// <summary>The folder of packages inside the project, so that the project still builds when it is moved, or cloned on another machine.</summary>
    public const string PackagesFolder = "packages";

    /// <returns>The texts by file name; lines end in LF.</returns>
    public static IReadOnlyDictionary<string, string> Files(Assignment assignment, SparkPackage package) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [$"{assignment.Id}.csproj"] = Project(package),
        ["nuget.config"] = Sources,
        ["Directory.Build.props"] = Settings,
        [".gitignore"] = Ignored(assignment),
    };

    /// <summary>What the assignment's programs leave in their folder.</summary>
    private static string Ignored(Assignment assignment) => string.Concat(
        new[]
        {
            "bin/", "obj/",
            assignment.Input is FolderInput(var input) ? $"/{input}/" : null,
            assignment.Facts.OfType<PrescribedCheckpoint>().FirstOrDefault() is { } checkpoint ? $"/{checkpoint.Location}/" : null,
        }.OfType<string>().Select(line => line + "\n"));

    /// <summary>The settings are those with which the grader compiles, so that what builds here compiles there.</summary>
    private static string Project(SparkPackage package) =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <LangVersion>latest</LangVersion>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <InvariantGlobalization>true</InvariantGlobalization>
            <PredefinedCulturesOnly>false</PredefinedCulturesOnly>
            <UseAppHost>false</UseAppHost>
          </PropertyGroup>
          <ItemGroup>
            <Using Remove="System.Net.Http" />
          </ItemGroup>
          <ItemGroup>
            <!-- Microsoft.Spark, and the engine that runs it; the package is in the folder {PackagesFolder}. -->
            <PackageReference Include="{SparkPackage.Id}" Version="[{SecurityElement.Escape(package.Version)}]" />
          </ItemGroup>
        </Project>

        """;

    private const string Sources =
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <!-- Everything that this project needs is in its own folder: no network. -->
        <configuration>
          <packageSources>
            <clear />
            <add key="grader" value="{PackagesFolder}" />
          </packageSources>
          <packageSourceMapping>
            <clear />
          </packageSourceMapping>
          <disabledPackageSources>
            <clear />
          </disabledPackageSources>
          <fallbackPackageFolders>
            <clear />
          </fallbackPackageFolders>
        </configuration>

        """;

    private const string Settings =
        """
        <!-- Keeps away what folders above may have set for their own projects. -->
        <Project>
          <PropertyGroup>
            <ImportDirectoryPackagesProps>false</ImportDirectoryPackagesProps>
            <ImportDirectoryBuildTargets>false</ImportDirectoryBuildTargets>
          </PropertyGroup>
        </Project>

        """;
}
