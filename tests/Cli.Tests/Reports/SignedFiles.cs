using Stratus.Cli.Reports;
using Stratus.Cli.Tests.Programs;
using Stratus.Core.Proof;
using Stratus.Tests.Shared;

namespace Stratus.Cli.Tests.Reports;

/// <summary>A folder with a key and signed reports.</summary>
internal sealed class SignedFiles : IDisposable
{
    private readonly TempFolder _folder = new();

    public SignedFiles()
    {
        _folder.Write("public.pem", ProofKeys.PublicPem);
        _folder.Write("other.pem", ProofKeys.Other.ExportSubjectPublicKeyInfoPem());
    }

    public string this[string name] => _folder[name];

    public string Key => _folder["public.pem"];

    public string Write(string name, ProofRun run)
    {
        File.WriteAllBytes(_folder[name], ProofKeys.Sign(run));
        return _folder[name];
    }

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(_folder[name], content);
        return _folder[name];
    }

    /// <summary>Runs the command on a report with the right key.</summary>
    public Task<CommandResult> VerifyAsync(ProofRun run, params string[] more) =>
        ProgramRuns.RunAsync(["verify", Write("report.json", run), "--key", Key, .. more]);

    /// <summary>A report as the views get it.</summary>
    public static VerifiedReport Verified(ProofRun run, params ProofRun[] earlier)
    {
        using var files = new SignedFiles();
        using var verification = new Verification(files.Key);
        var history = earlier.Select((one, index) => files.Write($"{index}.json", one)).ToArray();
        return verification.Verify(files.Write("report.json", run), history, maxAge: null, run.Finished.AddHours(5));
    }

    public void Dispose() => _folder.Dispose();
}
