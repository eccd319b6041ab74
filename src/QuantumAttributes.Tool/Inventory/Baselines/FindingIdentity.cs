using System.Security.Cryptography;
using System.Text;

namespace QuantumAttributes.Tool.Inventory.Baselines;

/// <summary>What stays of a finding while lines move: by it two runs are compared.</summary>
internal sealed record FindingIdentity(string Rule, string File, string? Member, string? Api, string Algorithm)
{
    public static FindingIdentity Of(CryptographyUse use) => new(use.Finding.Rule, use.Finding.File, use.Member, use.Api, use.Algorithm);

    /// <summary>A digest of it, for those who compare logs by themselves.</summary>
    /// <param name="number">Which of several equal ones it is, from 1.</param>
    public string Fingerprint(int number)
    {
        string text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Rule}\n{File}\n{Member}\n{Api}\n{Algorithm}\n{number}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
