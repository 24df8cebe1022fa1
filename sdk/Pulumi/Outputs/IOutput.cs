namespace Pulumi;

/// <summary>An output of any type, for code that walks values it does not know the type of.</summary>
internal interface IOutput
{
    Task<OutputData<object?>> GetUntypedDataAsync();
}

/// <summary>An input of any type. A list or map gives its elements as inputs, so that each keeps its own marks on the wire.</summary>
internal interface IInput
{
    IOutput ToUntypedOutput();
}
