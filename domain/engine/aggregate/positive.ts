/** The reason shown where a mean of positive numbers meets another. */
export const needsPositive = {
  vi: 'phương pháp chỉ xác định khi mọi thành phần lớn hơn 0 và tổng trọng số lớn hơn 0',
  en: 'the method is defined only for parts above 0 whose weights sum to more than 0',
};
