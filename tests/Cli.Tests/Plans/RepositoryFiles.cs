namespace Stratus.Cli.Tests.Plans;

/// <summary>Files of the repository that tests read.</summary>
internal static class RepositoryFiles
{
    public static string Path(string relative) => System.IO.Path.Combine(Root(), relative);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "global.json")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("global.json is in no folder above the tests");
        }

        return folder.FullName;
    }
}
