using System.CommandLine;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Approvals;
using QuantumAttributes.Tool.Files;

namespace QuantumAttributes.Tool.Options;

/// <summary>
/// Approvals of a change, and who has to give them. The tool does not know the application's options: it holds a change to the approvers
/// that it is told here.
/// </summary>
internal sealed class ApprovalOptions
{
    private readonly Option<string[]> _approvals = Files("--approval", "Files with approvals of this change (quantum keys approve).");

    private readonly Option<string[]> _approvers = Files(
        "--approver", "Files with public keys of approvers, as PEM or JWK set. The change is then made only with enough approvals of theirs.");

    private readonly Option<int?> _threshold = new("--threshold")
    {
        Description = "How many of the approvers have to agree; all where this is not said.",
        HelpName = "M",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_approvals);
        command.Options.Add(_approvers);
        command.Options.Add(_threshold);
        command.Validators.Add(arguments =>
        {
            bool hasApprovers = arguments.GetValue(_approvers) is { Length: > 0 };
            if (arguments.GetValue(_approvals) is { Length: > 0 } && !hasApprovers)
                arguments.AddError("--approval goes with --approver: without the approvers' keys nothing can be checked.");
            if (arguments.GetValue(_threshold) is { } threshold && (!hasApprovers || threshold < 1))
                arguments.AddError("--threshold goes with --approver, and is at least 1.");
        });
    }

    /// <summary>Demands approvals for every purpose, where approvers are named.</summary>
    /// <returns>The approvers' keys, which the caller disposes.</returns>
    public IEnumerable<IDisposable> Configure(KeyRingOptions ring, ParseResult arguments)
    {
        if (arguments.GetValue(_approvers) is not { Length: > 0 } files)
            return [];
        List<VerifyingKey> approvers = [];
        foreach (string file in files)
            approvers.AddRange(PublicKeyFile.Read(file));
        ApprovalPolicy policy;
        try
        {
            policy = new ApprovalPolicy(arguments.GetValue(_threshold) ?? approvers.Count, approvers);
        }
        catch (ArgumentException)
        {
            throw new UsageException(
                "--approver and --threshold: each approver has one ML-DSA key, named once, and there are at least as many as have to agree.");
        }

        foreach (KeyPurpose purpose in Enum.GetValues<KeyPurpose>())
            ring.Approvals[purpose] = policy;
        return approvers;
    }

    /// <summary>The approvals that were given.</summary>
    public IReadOnlyList<string> Read(ParseResult arguments) =>
        [.. (arguments.GetValue(_approvals) ?? []).Select(static file => File.ReadAllText(file).Trim())];

    private static Option<string[]> Files(string name, string description) =>
        new(name) { Description = description, HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
}
