namespace QuantumAttributes.Agents;

/// <summary>A capability was called with other types than it declares.</summary>
public sealed class CapabilityTypeMismatchException : InvalidOperationException
{
    internal CapabilityTypeMismatchException(CapabilityDescriptor capability, Type requestType, Type responseType)
        : base($"The capability '{capability.Name}' takes {capability.RequestType} and gives {capability.ResponseType}; "
            + $"it was called with {requestType} for {responseType}.")
    {
        Capability = capability;
        RequestType = requestType;
        ResponseType = responseType;
    }

    /// <summary>The capability, with the types it declares.</summary>
    public CapabilityDescriptor Capability { get; }

    /// <summary>The type of request that the caller named.</summary>
    public Type RequestType { get; }

    /// <summary>The type of answer that the caller named.</summary>
    public Type ResponseType { get; }
}
