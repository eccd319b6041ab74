using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>Which algorithm a value stands for: by the constant that it is, the member it comes from, its type, or the local that holds it.</summary>
internal sealed class ValueAlgorithm(ClassicalSymbols symbols)
{
    // HS256, A256KW, A256CBC-HS512, dir, and their URIs.
    private static readonly Regex SymmetricName = new("^(HS[0-9]|A[0-9]|dir$|none$)|#(hmac|aes|kw-aes)", RegexOptions.CultureInvariant);

    // Types of keys that are no public keys at all.
    private static readonly string[] Symmetric = ["SymmetricSecurityKey"];

    /// <summary>What the arguments say together: classical where one of them is, else safe where one is, else undetermined.</summary>
    public AlgorithmAnswer Of(IEnumerable<IArgumentOperation> arguments)
    {
        var answers = arguments.Select(argument => Of(argument.Value)).ToList();
        return answers.Where(static answer => answer.IsClassical).OrderBy(static answer => answer.Parameters.Length == 0).FirstOrDefault()
            ?? answers.FirstOrDefault(static answer => answer.IsSafe)
            ?? AlgorithmAnswer.Undetermined;
    }

    /// <summary>What one value says.</summary>
    public AlgorithmAnswer Of(IOperation? value)
    {
        value = Locals.Resolve(CallChain.Unwrap(value));
        if (value is null)
            return AlgorithmAnswer.Undetermined;
        if (value.ConstantValue is { HasValue: true, Value: string name })
            return OfName(name);
        if (value is IMemberReferenceOperation { Member: var member } && symbols.IsRelevant(member.ContainingType))
        {
            if (symbols.FindMember(member) is { Algorithm.Length: > 0 } api)
                return AlgorithmAnswer.Of(api.Algorithm, api.Parameters, api.Threat);
            if (symbols.IsPostQuantum(member))
                return AlgorithmAnswer.Safe;
        }

        var answer = OfType(value.Type);
        return answer == AlgorithmAnswer.Undetermined && value is IObjectCreationOperation { Arguments: { IsEmpty: false } arguments } ? Of(arguments) : answer;
    }

    private static AlgorithmAnswer OfName(string name) => AlgorithmNames.Find(name) is { } known
        ? AlgorithmAnswer.Of(known.Algorithm, known.Parameters, known.Threat)
        : SymmetricName.IsMatch(name) || NamedAlgorithm.Parse(name) is { Traits.Threat: Threat.None } ? AlgorithmAnswer.Safe
        : AlgorithmAnswer.Undetermined;

    private AlgorithmAnswer OfType(ITypeSymbol? type)
    {
        if (type is null || Symmetric.Contains(type.Name))
            return type is null ? AlgorithmAnswer.Undetermined : AlgorithmAnswer.Safe;
        if (type is not INamedTypeSymbol named || !symbols.IsRelevant(named))
            return AlgorithmAnswer.Undetermined;
        if (symbols.IsPostQuantum(type))
            return AlgorithmAnswer.Safe;
        return symbols.FindType(type) is { Algorithm: { Length: > 0 } algorithm } && AlgorithmTraits.Of(algorithm)!.IsClassical
            ? AlgorithmAnswer.Of(algorithm, "", AlgorithmTraits.Of(algorithm)!.Threat)
            : AlgorithmAnswer.Undetermined;
    }
}
